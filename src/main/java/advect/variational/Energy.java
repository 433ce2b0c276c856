package advect.variational;

import advect.kernel.Activation;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The four energies of the plane by which normalizing flows were first judged: densities p(z) =
 * e^{-U(z)}/Z, whose log Z a flow does not know.
 *
 * <pre>
 *   w₁ = sin(π z₁/2),  w₂ = 3 exp(-((z₁ - 1)/0.6)²/2),  w₃ = 3 σ((z₁ - 1)/0.3)
 *   U1 = ((|z| - 2)/0.4)²/2 - log(exp(-((z₁ - 2)/0.6)²/2) + exp(-((z₁ + 2)/0.6)²/2))
 *   U2 = ((z₂ - w₁)/0.4)²/2
 *   U3 = -log(exp(-((z₂ - w₁)/0.35)²/2) + exp(-((z₂ - w₁ + w₂)/0.35)²/2))
 *   U4 = -log(exp(-((z₂ - w₁)/0.4)²/2) + exp(-((z₂ - w₁ + w₃)/0.35)²/2))
 * </pre>
 *
 * <p>U2 to U4 do not fall off along z₁ and so have no Z. To each energy is added the soft box
 * ((|z₁| - 4)₊/0.2)²/2: nothing within |z₁| ≤ 4, shoulders of a normal law beyond.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, table 1; the box is ours.
 */
public enum Energy {
  /** Two halves of a ring. */
  U1 {
    @Override
    double bare(double z1, double z2, double[] slope) {
      double r = Math.hypot(z1, z2);
      double far = (r - 2) / 0.4;
      double right = (z1 - 2) / 0.6;
      double left = (z1 + 2) / 0.6;
      double share = share(right, left);
      double along = r == 0 ? 0 : far / 0.4 / r;
      slope[0] = along * z1 + (share * right + (1 - share) * left) / 0.6;
      slope[1] = along * z2;
      return far * far / 2 + softMinimum(right, left);
    }
  },
  /** A wave. */
  U2 {
    @Override
    double bare(double z1, double z2, double[] slope) {
      double d = (z2 - wave(z1)) / 0.4;
      slope[1] = d / 0.4;
      slope[0] = -slope[1] * waveSlope(z1);
      return d * d / 2;
    }
  },
  /** A wave with a detour. */
  U3 {
    @Override
    double bare(double z1, double z2, double[] slope) {
      double x = (z1 - 1) / 0.6;
      double bump = 3 * Math.exp(-x * x / 2);
      return forked(z1, z2, 0.35, bump, -bump * x / 0.6, slope);
    }
  },
  /** A wave that forks. */
  U4 {
    @Override
    double bare(double z1, double z2, double[] slope) {
      double x = (z1 - 1) / 0.3;
      double step = 3 * Activation.SIGMOID.value(x);
      return forked(z1, z2, 0.4, step, 3 * Activation.SIGMOID.slope(x) / 0.3, slope);
    }
  };

  private static final double EDGE = 4;
  private static final double SHOULDER = 0.2;

  /** Shoulders end here: beyond is 1e-22 of the mass. */
  private static final double END = EDGE + 10 * SHOULDER;

  /** Across, e^{-U} is below e^-50 outside. */
  private static final double FAR = 9;

  private static final int NODES = 24;
  private static final int PIECES = 24;

  /**
   * U without the box.
   *
   * @param slope {@code [2]}, overwritten with its gradient
   */
  abstract double bare(double z1, double z2, double[] slope);

  /**
   * U(z) with the soft box.
   *
   * @param slope {@code [2]}, overwritten with ∂U/∂z
   */
  public double value(double z1, double z2, double[] slope) {
    double u = bare(z1, z2, slope);
    double out = Math.max(0, Math.abs(z1) - EDGE) / SHOULDER;
    slope[0] += Math.signum(z1) * out / SHOULDER;
    return u + out * out / 2;
  }

  /**
   * log Z = log ∫ e^{-U(z)} dz, right to 1e-9.
   *
   * <p>Gauss-Legendre rules on pieces between the box's edges, where U is not smooth.
   */
  public double logNormalizer() {
    double total =
        strip(-END, -EDGE, PIECES / 4) + strip(-EDGE, EDGE, PIECES) + strip(EDGE, END, PIECES / 4);
    return Math.log(total);
  }

  private double strip(double from, double to, int pieces) {
    double[] unused = new double[2];
    GaussIntegratorFactory rules = new GaussIntegratorFactory(); // computes each rule once
    return integral(
        rules,
        from,
        to,
        pieces,
        z1 -> integral(rules, -FAR, FAR, PIECES, z2 -> Math.exp(-value(z1, z2, unused))));
  }

  private static double integral(
      GaussIntegratorFactory rules, double from, double to, int pieces, UnivariateFunction f) {
    double sum = 0;
    double width = (to - from) / pieces;
    for (int k = 0; k < pieces; k++) {
      GaussIntegrator rule = rules.legendre(NODES, from + k * width, from + (k + 1) * width);
      sum += rule.integrate(f);
    }
    return sum;
  }

  private static double wave(double z1) {
    return Math.sin(Math.PI * z1 / 2);
  }

  private static double waveSlope(double z1) {
    return Math.PI / 2 * Math.cos(Math.PI * z1 / 2);
  }

  /** -log(exp(-a²/2) + exp(-b²/2)). */
  private static double softMinimum(double a, double b) {
    double least = Math.min(a * a, b * b) / 2;
    return least - Math.log1p(Math.exp(-Math.abs(a * a - b * b) / 2));
  }

  /** exp(-a²/2) as a share of exp(-a²/2) + exp(-b²/2). */
  private static double share(double a, double b) {
    return Activation.SIGMOID.value((b * b - a * a) / 2);
  }

  /** A wave of deviation {@code width} and another of 0.35 lower by {@code drop}. */
  private static double forked(
      double z1, double z2, double width, double drop, double dropSlope, double[] slope) {
    double upper = (z2 - wave(z1)) / width;
    double lower = (z2 - wave(z1) + drop) / 0.35;
    double share = share(upper, lower);
    slope[1] = share * upper / width + (1 - share) * lower / 0.35;
    slope[0] = -slope[1] * waveSlope(z1) + (1 - share) * lower / 0.35 * dropSlope;
    return softMinimum(upper, lower);
  }
}
