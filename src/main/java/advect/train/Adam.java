package advect.train;

import advect.safetensors.Tensor;

/**
 * Adam with decoupled weight decay: θ ← θ - η (m̂ / (√v̂ + ε) + λ θ).
 *
 * <p>m and v are exponential means of the gradient and its square, m̂ and v̂ the same freed from
 * the bias of starting at zero.
 *
 * <p>Threads: belongs to one thread.
 *
 * <p>Reference: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; Loshchilov and Hutter 2019,
 * arXiv:1711.05101, algorithm 2.
 */
public final class Adam {
  private final Options options;
  private final double[] m;
  private final double[] v;
  private int steps;

  /** An optimiser of {@code parameters} numbers. */
  public Adam(Options options, int parameters) {
    this.options = options;
    m = new double[parameters];
    v = new double[parameters];
  }

  /** An optimiser that goes on from where another was. */
  Adam(Options options, State state) {
    this.options = options;
    m = state.m.doubles();
    v = state.v.doubles();
    steps = state.steps;
  }

  /** Where it is; a copy. */
  State state() {
    return new State(Tensor.vector(m), Tensor.vector(v), steps);
  }

  /**
   * What an optimiser remembers.
   *
   * @param m mean of the gradient
   * @param v mean of its square
   * @param steps taken so far
   */
  record State(Tensor m, Tensor v, int steps) {}

  /**
   * One step.
   *
   * @param theta updated
   * @param gradient read only
   * @param factor of the schedule, times the rate
   */
  public void step(double[] theta, double[] gradient, double factor) {
    steps++;
    double eta = options.rate() * factor;
    double unbiasM = 1 / (1 - Math.pow(options.beta1(), steps));
    double unbiasV = 1 / (1 - Math.pow(options.beta2(), steps));
    for (int i = 0; i < theta.length; i++) {
      double g = gradient[i];
      m[i] += (1 - options.beta1()) * (g - m[i]);
      v[i] += (1 - options.beta2()) * (g * g - v[i]);
      double direction = m[i] * unbiasM / (Math.sqrt(v[i] * unbiasV) + options.epsilon());
      theta[i] -= eta * (direction + options.weightDecay() * theta[i]);
    }
  }

  /**
   * Settings of {@link Adam}.
   *
   * @param rate η, the step a parameter takes at most, roughly
   * @param beta1 memory of the mean
   * @param beta2 memory of the square
   * @param epsilon keeps the quotient finite
   * @param weightDecay λ
   */
  public record Options(
      double rate, double beta1, double beta2, double epsilon, double weightDecay) {
    /** The usual settings at rate 1e-3, without weight decay. */
    public static final Options DEFAULT = new Options(1e-3, 0.9, 0.999, 1e-8, 0);

    /** Requires a positive rate and epsilon, betas in [0, 1) and no negative decay. */
    public Options {
      require(rate > 0 && Double.isFinite(rate), "rate must be positive", rate);
      require(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1)", beta1);
      require(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1)", beta2);
      require(epsilon > 0, "epsilon must be positive", epsilon);
      require(weightDecay >= 0, "weight decay must not be negative", weightDecay);
    }

    /** A copy with another rate. */
    public Options withRate(double value) {
      return new Options(value, beta1, beta2, epsilon, weightDecay);
    }

    /** A copy with another weight decay. */
    public Options withWeightDecay(double value) {
      return new Options(rate, beta1, beta2, epsilon, value);
    }

    private static void require(boolean claim, String what, double got) {
      if (!claim) throw new IllegalArgumentException("%s, got %s".formatted(what, got));
    }
  }
}
