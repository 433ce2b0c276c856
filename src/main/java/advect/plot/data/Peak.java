package advect.plot.data;

import java.util.Arrays;
import java.util.stream.StreamSupport;

/** The height of densities' peaks, needles left out. */
public final class Peak {
  private Peak() {}

  /**
   * The level of log p above which a given share of the mass lies, over all grids pooled.
   *
   * @param logps grids of log densities; cells that are NaN or infinite count as empty
   * @return 0 if there is no mass at all
   */
  public static double of(Iterable<Grid> logps, double share) {
    double[] sorted =
        StreamSupport.stream(logps.spliterator(), false)
            .flatMapToDouble(grid -> Arrays.stream(grid.values()))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (sorted.length == 0) return 0;
    double highest = sorted[sorted.length - 1];
    double mass = 0;
    for (double v : sorted) mass += Math.exp(v - highest);
    double above = 0;
    for (int k = sorted.length - 1; k > 0; k--) {
      above += Math.exp(sorted[k] - highest);
      if (above >= share * mass) return sorted[k];
    }
    return highest;
  }
}
