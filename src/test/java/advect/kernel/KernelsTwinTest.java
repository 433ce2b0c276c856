package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.kernel.GuardedWeights.Placement;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One layer through every provider against the same layer in plain float64. */
class KernelsTwinTest {
  private static final int OUT = 23;
  private static final int IN = 19;
  private static final int SAMPLES = 37;
  private static final int TANGENTS = 2;
  private static final int COLUMNS = (1 + TANGENTS) * SAMPLES;

  /**
   * Tolerances. Operands are at most 1 and the float64 ones may differ from them by u, half the
   * spacing of numbers next to 1. The pre-activation is a sum of IN products: off by (IN + 3) u IN.
   * tanh, its slope and curvature change by at most twice as much and add 16 u; a post-activation
   * tangent is slope times a sum of IN, so it is off by IN times the former and once the latter.
   * The cotangent adds a curvature and two tangents of at most IN; the weight gradient is a sum of
   * COLUMNS such terms.
   */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void everyProviderAgreesWithPlainFloat64(Kernels<?> kernels) {
    Layer layer = Layer.of(kernels);
    Layer twin = Layer.of(new DoublePlainKernels());
    double pre = (IN + 3) * IN * Guarded.roundOff(kernels);
    double slope = 2 * pre + 16 * Guarded.roundOff(kernels);
    double post = IN * slope + pre;
    double cotangent = 3 * IN * post;
    close(layer.post, twin.post, post);
    close(layer.postTangents, twin.postTangents, post);
    close(layer.cotangent, twin.cotangent, cotangent);
    close(layer.tangentCotangent, twin.tangentCotangent, cotangent);
    close(layer.gradient, twin.gradient, COLUMNS * (IN * Guarded.roundOff(kernels) + cotangent));
  }

  private static void close(double[] got, double[] wanted, double tolerance) {
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(got[i]).as("entry %d", i).isCloseTo(wanted[i], within(tolerance));
    }
  }

  private static final class Layer {
    final double[] post;
    final double[] postTangents;
    final double[] cotangent;
    final double[] tangentCotangent;
    final double[] gradient;

    private <A> Layer(Kernels<A> kernels) {
      Random rng = new Random(6);
      Shape values = new Shape(SAMPLES, 1, OUT);
      Shape tangents = new Shape(SAMPLES, TANGENTS, OUT);
      GuardedWeights<A> w = GuardedWeights.random(kernels, OUT, IN, Placement.ROWS, rng);
      Guarded<A> x = Guarded.random(kernels, new Shape(SAMPLES, 1, IN), rng);
      Guarded<A> xdot = Guarded.random(kernels, new Shape(SAMPLES, TANGENTS, IN), rng);
      Guarded<A> v = Guarded.random(kernels, values, rng);
      Guarded<A> vdot = Guarded.random(kernels, tangents, rng);
      kernels.product(w.matrix(), x.panel(), v.panel());
      kernels.product(w.matrix(), xdot.panel(), vdot.panel());
      GuardedActivated<A> state = GuardedActivated.of(Activation.TANH, v, vdot).activate();
      Guarded<A> vbar = Guarded.randomCotangent(kernels, values, rng);
      Guarded<A> vdotBar = Guarded.randomCotangent(kernels, tangents, rng);
      state.backward(vbar, vdotBar);
      kernels.accumulate(1, vbar.panel(), x.panel(), w.matrix());
      kernels.accumulate(1, vdotBar.panel(), xdot.panel(), w.matrix());
      post = state.h().numbers();
      postTangents = state.hdot().numbers();
      cotangent = vbar.numbers();
      tangentCotangent = vdotBar.numbers();
      gradient = w.drained(new DMatrixRMaj(OUT, IN)).data;
    }

    static Layer of(Kernels<?> kernels) {
      return new Layer(kernels);
    }
  }
}
