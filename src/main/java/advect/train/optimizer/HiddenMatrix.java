package advect.train.optimizer;

import advect.field.Parameter;
import advect.kernel.Orthogonalizer;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** A weight matrix {@code [out][in]} of a hidden layer, with its momentum. */
final class HiddenMatrix {
  private final int start;
  private final double[] m;
  private final double scale;
  private final Orthogonalizer<?> orthogonalizer;

  /**
   * @param start where it begins in θ
   */
  HiddenMatrix(Parameter weight, int start) {
    this.start = start;
    int out = weight.shape().get(0);
    int in = weight.shape().get(1);
    m = new double[weight.count()];
    scale = Math.sqrt(Math.max(1, (double) out / in));
    orthogonalizer = Orthogonalizer.of(out, in);
  }

  int count() {
    return m.length;
  }

  DoubleStream momentum() {
    return Arrays.stream(m);
  }

  void restore(double[] momentum, int from) {
    System.arraycopy(momentum, from, m, 0, m.length);
  }

  /**
   * M ← μ M + G, W ← W - η (scale O(G + μ M) + λ W).
   *
   * @param scratch as long as the matrix or longer
   */
  void step(Muon options, double[] theta, double[] gradient, double factor, double[] scratch) {
    double mu = options.momentum();
    for (int i = 0; i < m.length; i++) {
      double g = gradient[start + i];
      m[i] = mu * m[i] + g;
      scratch[i] = g + mu * m[i];
    }
    orthogonalizer.apply(scratch);
    double eta = options.rate() * factor;
    for (int i = 0; i < m.length; i++) {
      double w = theta[start + i];
      theta[start + i] = w - eta * (scale * scratch[i] + options.weightDecay() * w);
    }
  }
}
