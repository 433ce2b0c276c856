package advect.field.layered;

import advect.kernel.Kernels;
import advect.kernel.Matrix;
import advect.kernel.Panel;
import java.util.ArrayList;
import java.util.List;

/**
 * The context of all evaluations of so many samples, and what it adds to the values of layer i: Cᵢ
 * c, computed once for given contexts and parameters.
 *
 * <p>An evaluation leaves of its cotangents the sums Sᵢ = Σ weight · ȳᵢ alone. Since c is the same
 * for all evaluations, C̄ᵢ = Sᵢ cᵀ and c̄ = Σ Cᵢᵀ Sᵢ can wait until somebody asks for a gradient,
 * or until c or C changes.
 */
final class SharedContext<A> {
  private final List<Matrix<A>> maps;
  private final Kernels<A> kernels;
  private final Panel<A> c;
  private final Panel<A> cbar;
  private final Panel<A> cbarOfLayer;
  private final List<Panel<A>> shifts = new ArrayList<>();
  private final List<Panel<A>> sums = new ArrayList<>();
  private boolean known;
  private boolean pending;

  /**
   * @param maps C of each layer; empty if there is no context
   */
  SharedContext(List<Matrix<A>> maps, int contextDim, Kernels<A> kernels, int samples) {
    this.maps = maps;
    this.kernels = kernels;
    c = kernels.panel(samples, 1, contextDim);
    cbar = kernels.panel(samples, 1, contextDim);
    cbarOfLayer = kernels.panel(samples, 1, contextDim);
    for (Matrix<A> map : maps) {
      shifts.add(kernels.panel(samples, 1, map.out()));
      sums.add(kernels.panel(samples, 1, map.out()));
    }
  }

  /** Fixes c, {@code [contextDim][samples]}. */
  void load(double[] numbers) {
    forget();
    kernels.load(numbers, c);
  }

  /** Hears that the parameters are about to change. */
  void forget() {
    settle();
    known = false;
  }

  /** y += Cᵢ c. */
  void addTo(int layer, Panel<A> y) {
    if (maps.isEmpty()) return;
    if (!known) {
      for (int i = 0; i < maps.size(); i++) kernels.product(maps.get(i), c, shifts.get(i));
      known = true;
    }
    kernels.combine(1, shifts.get(layer), 1, y);
  }

  /** Takes note of weight times the cotangent of the values of layer i. */
  void accumulate(double weight, int layer, Panel<A> ybar) {
    if (maps.isEmpty()) return;
    kernels.combine(weight, ybar, 1, sums.get(layer));
    pending = true;
  }

  /** Adds what evaluations left to the gradients of C and c. */
  void settle() {
    if (!pending) return;
    for (int i = 0; i < maps.size(); i++) {
      Panel<A> sum = sums.get(i);
      kernels.accumulate(1, sum, c, maps.get(i));
      kernels.transposedProduct(maps.get(i), sum, cbarOfLayer);
      kernels.combine(1, cbarOfLayer, 1, cbar);
      kernels.fill(sum, 0);
    }
    pending = false;
  }

  /** total += c̄, {@code [contextDim][samples]}; c̄ = 0. */
  void drain(double[] total) {
    settle();
    double[] numbers = new double[total.length];
    kernels.store(cbar, numbers);
    for (int i = 0; i < total.length; i++) total[i] += numbers[i];
    kernels.fill(cbar, 0);
  }

  /** Forgets all cotangents. */
  void discard() {
    if (maps.isEmpty()) return;
    for (Panel<A> sum : sums) kernels.fill(sum, 0);
    kernels.fill(cbar, 0);
    pending = false;
  }
}
