package advect.plot.data;

/** What a density map shows. */
public enum Quantity {
  /** The density p itself, from zero up: shows where the mass is. */
  DENSITY,
  /** log p in nats, down to a floor below its peak: shows the tails. */
  LOG_DENSITY;

  /**
   * Nats below the peak at which a map of log p ends; e^-10 of the peak is invisible as density.
   */
  private static final double DEPTH = 10;

  /** Mass that may lie above the top of a colour scale, so that a needle cannot darken the rest. */
  private static final double CLIPPED_MASS = 0.002;

  /** Nats below the peak at which a density is an eighth of the way up its colours: dark. */
  private static final double DARK = 2;

  /**
   * What shows these densities, pooled: p, unless half of the mass lies where that is too dark to
   * see beside the peak; then log p.
   */
  public static Quantity suiting(Iterable<Grid> logps) {
    boolean dark = Peak.of(logps, CLIPPED_MASS) - Peak.of(logps, 0.5) > DARK;
    return dark ? LOG_DENSITY : DENSITY;
  }

  /** Turns log p into the number shown; "no value" (NaN, infinity) stays NaN. */
  public double shown(double logp) {
    if (Double.isNaN(logp) || logp == Double.POSITIVE_INFINITY) return Double.NaN;
    return this == DENSITY ? Math.exp(logp) : logp;
  }

  /** The title of the colour bar. */
  public String title() {
    return this == DENSITY ? "density p" : "log density (nats)";
  }

  /** One range for all the grids of log p, from their densities pooled. */
  public Range range(Iterable<Grid> logps) {
    double top = Peak.of(logps, CLIPPED_MASS);
    if (this == LOG_DENSITY) return new Range(top - DEPTH, top);
    double peak = Math.exp(top);
    return peak > 0 && Double.isFinite(peak) ? new Range(0, peak) : new Range(0, 1);
  }
}
