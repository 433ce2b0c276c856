package advect.kernel;

/**
 * A smooth scalar nonlinearity φ with its first two derivatives, which tangents and their reverse
 * pass need.
 *
 * <p>The methods here are the mathematics, one number at a time in float64, within a few units in
 * the last place for every finite argument; {@link Kernels#activate} is the fast way.
 */
public enum Activation {
  /** tanh(v). */
  TANH {
    @Override
    public double value(double v) {
      return Math.tanh(v);
    }

    @Override
    public double slope(double v) {
      return 4 * logistic(2 * v) * logistic(-2 * v);
    }

    @Override
    public double curvature(double v) {
      return -2 * value(v) * slope(v);
    }
  },
  /** log(1 + exp(v)). */
  SOFTPLUS {
    @Override
    public double value(double v) {
      return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
    }

    @Override
    public double slope(double v) {
      return logistic(v);
    }

    @Override
    public double curvature(double v) {
      return logistic(v) * logistic(-v);
    }
  },
  /** v σ(v), with σ the logistic function; also called swish. */
  SILU {
    @Override
    public double value(double v) {
      return v * logistic(v);
    }

    @Override
    public double slope(double v) {
      return logistic(v) * (1 + v * logistic(-v));
    }

    @Override
    public double curvature(double v) {
      return logistic(v) * logistic(-v) * (2 - v * Math.tanh(v / 2));
    }
  },
  /** v for v > 0, exp(v) - 1 otherwise. Its curvature at 0 is that of the left side, 1. */
  ELU {
    @Override
    public double value(double v) {
      return v > 0 ? v : Math.expm1(v);
    }

    @Override
    public double slope(double v) {
      return Math.exp(Math.min(v, 0));
    }

    @Override
    public double curvature(double v) {
      return v > 0 ? 0 : Math.exp(v);
    }
  },
  /** The logistic function 1 / (1 + exp(-v)); the gate of concat-squash layers. */
  SIGMOID {
    @Override
    public double value(double v) {
      return logistic(v);
    }

    @Override
    public double slope(double v) {
      return logistic(v) * logistic(-v);
    }

    @Override
    public double curvature(double v) {
      return -slope(v) * Math.tanh(v / 2);
    }
  };

  /**
   * Whether φ' = a + b φ - φ² for some a and b, so that slope and curvature follow from the value:
   * φ' = a + b h - h² and φ'' = (b - 2h) φ'.
   */
  boolean riccati() {
    return this == TANH || this == SIGMOID;
  }

  /** a of {@link #riccati}. */
  double riccatiConstant() {
    return this == TANH ? 1 : 0;
  }

  /** b of {@link #riccati}. */
  double riccatiLinear() {
    return this == TANH ? 0 : 1;
  }

  /** φ(v). */
  public abstract double value(double v);

  /** φ'(v). */
  public abstract double slope(double v);

  /** φ''(v). */
  public abstract double curvature(double v);

  /** 1 / (1 + exp(-v)); exp overflows to infinity for v below -709, where the quotient is 0. */
  private static double logistic(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
