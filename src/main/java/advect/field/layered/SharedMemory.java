package advect.field.layered;

import advect.field.PassShape;
import advect.kernel.Dual;
import advect.kernel.Kernels;
import advect.kernel.Matrix;
import advect.kernel.Panel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all evaluations of one shape share: the tangents and all that follows from them alone, the
 * output, and the cotangents of a reverse sweep, which is over before the next begins.
 */
final class SharedMemory<A> {
  private final Kernels<A> kernels;
  private final @Nullable Matrix<A> tangentMap;
  private final Panel<A> e;
  private final Panel<A> firstTangents;
  private final Dual<A> output;
  private final List<Dual<A>> cotangents = new ArrayList<>();
  private boolean known;

  SharedMemory(
      LayeredField field, @Nullable Matrix<A> tangentMap, Kernels<A> kernels, PassShape of) {
    this.kernels = kernels;
    this.tangentMap = tangentMap;
    e = kernels.panel(of.samples(), of.tangents(), field.dim());
    firstTangents = kernels.panel(of.samples(), of.tangents(), field.layers().get(0).out());
    output = kernels.dual(of.samples(), of.tangents(), field.out());
    for (Layer layer : field.layers()) {
      cotangents.add(kernels.dual(of.samples(), of.tangents(), layer.out()));
    }
  }

  /** Fixes the tangents e, {@code [dim][tangents · samples]}. */
  void tangents(double[] numbers) {
    kernels.load(numbers, e);
    known = false;
  }

  /** Hears that the parameters have changed. */
  void forget() {
    known = false;
  }

  /** Whether {@link #firstTangents} are the same for all evaluations. */
  boolean hasFirstTangents() {
    return tangentMap != null;
  }

  /** W e: the first layer's tangents, computed once for given tangents and parameters. */
  Panel<A> firstTangents() {
    if (!known && tangentMap != null) {
      kernels.product(tangentMap, e, firstTangents);
      known = true;
    }
    return firstTangents;
  }

  /** The tangents e. */
  Panel<A> e() {
    return e;
  }

  /** What the last layer gives: f and J e. */
  Dual<A> output() {
    return output;
  }

  /** Cotangent of what layer {@code i} gives. */
  Dual<A> cotangent(int i) {
    return cotangents.get(i);
  }
}
