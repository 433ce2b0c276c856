package advect.field.layered;

import advect.kernel.Kernels;
import advect.kernel.Matrix;
import advect.kernel.Panel;
import java.util.Arrays;

/** t̄ of each sample, as a sum over all that time has been multiplied with. */
final class TimeCotangent<A> {
  private final Kernels<A> kernels;
  private final int samples;
  private double[] sum = {};

  TimeCotangent(Kernels<A> kernels, int samples) {
    this.kernels = kernels;
    this.samples = samples;
  }

  /** Begins a sum in {@code tbar}, {@code [samples]}. */
  void begin(double[] tbar) {
    sum = tbar;
    Arrays.fill(sum, 0);
  }

  /** t̄ += wᵀ ȳ, of which time is input {@code input} of w. */
  void add(Matrix<A> w, int input, Panel<A> ybar) {
    Panel<A> xbar = kernels.panel(samples, 1, w.in());
    kernels.transposedProduct(w, ybar, xbar);
    double[] share = new double[samples];
    kernels.store(xbar.feature(input), share);
    for (int s = 0; s < samples; s++) sum[s] += share[s];
  }
}
