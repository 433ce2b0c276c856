package advect.flow;

import advect.flow.base.BaseDensity;
import advect.flow.transform.Samples;
import java.util.Arrays;

/**
 * log p by change of variables: the one place where it is written, with its signs.
 *
 * <p>With z at the base, y = T(z) in standardised units and x in those of the data,
 *
 * <pre>
 *   log p(x) = log p₀(z) + log |det ∂z/∂y| + log |det ∂y/∂x|,   z = T⁻¹(y)  (points are given)
 *   log p(x) = log p₀(z) - log |det ∂y/∂z| + log |det ∂y/∂x|,   y = T(z)    (points are drawn).
 * </pre>
 *
 * <p>Panels are {@code [dim][samples]}, log densities in nats. Threads: immutable; safe to share.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equation 5; Chen et al. 2018,
 * arXiv:1806.07366, equation 8.
 */
public final class LogDensity {
  private final BaseDensity base;
  private final double units;

  /**
   * @param units log |det ∂y/∂x|
   */
  LogDensity(BaseDensity base, double units) {
    this.base = base;
    this.units = units;
  }

  /**
   * log p of points that were given.
   *
   * @param atBase the points after their move from data to base
   * @param logp {@code [samples]}, overwritten
   */
  public void ofPoints(Samples atBase, double[] logp) {
    System.arraycopy(atBase.logDet(), 0, logp, 0, logp.length);
    base.addLogDensity(atBase.z(), logp);
    for (int s = 0; s < logp.length; s++) logp[s] += units;
  }

  /**
   * The reverse of {@link #ofPoints}.
   *
   * @param logpBar {@code [samples]}, read only
   * @param bar z̄ and the cotangent of log |det| are overwritten
   * @param phiBar updated: += the gradient in the base's parameters
   */
  public void ofPointsBackward(Samples atBase, double[] logpBar, Samples bar, double[] phiBar) {
    double[] zbar = bar.z();
    base.score(atBase.z(), zbar);
    int samples = logpBar.length;
    for (int k = 0; k < zbar.length; k++) zbar[k] *= logpBar[k % samples];
    System.arraycopy(logpBar, 0, bar.logDet(), 0, samples);
    if (phiBar.length > 0) base.addParameterGradient(atBase.z(), logpBar, phiBar);
  }

  /**
   * log p₀ of draws from the base, before they are moved.
   *
   * @param z draws {@code [dim][samples]}, read only
   * @param logp {@code [samples]}, overwritten
   */
  public void ofDraws(double[] z, double[] logp) {
    Arrays.fill(logp, 0);
    base.addLogDensity(z, logp);
  }

  /**
   * Turns what {@link #ofDraws} left into log p of the draws.
   *
   * @param moved the draws after their move from base to data
   * @param logp {@code [samples]}, updated
   */
  public void afterMove(Samples moved, double[] logp) {
    double[] logDet = moved.logDet();
    for (int s = 0; s < logp.length; s++) logp[s] = logp[s] - logDet[s] + units;
  }

  /**
   * The reverse of {@link #afterMove} for draws that stay where they are.
   *
   * @param logpBar {@code [samples]}, read only
   * @param bar the cotangent of log |det| is overwritten
   */
  public void afterMoveBackward(double[] logpBar, Samples bar) {
    for (int s = 0; s < logpBar.length; s++) bar.logDet()[s] = -logpBar[s];
  }

  /** The base with its parameters. */
  public BaseDensity base() {
    return base;
  }
}
