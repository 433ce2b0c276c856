package advect.plot.data;

import java.util.Locale;

/**
 * A flow's density at one time.
 *
 * @param t the time: 0 at the base, 1 at the data
 * @param logp log densities in nats at the cells' centres
 */
public record Still(double t, Grid logp) {
  /** How the time is written over a picture. */
  public String title() {
    return String.format(Locale.ROOT, "t = %.2f", t);
  }
}
