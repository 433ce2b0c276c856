package advect.plot.color;

import java.util.Arrays;

/**
 * A few shades that stand for many, each within a tolerance of its own.
 *
 * <p>The next one chosen is always the shade that is worst off so far, until none is beyond its
 * tolerance. Reference: T. F. Gonzalez, "Clustering to minimize the maximum intercluster distance",
 * Theoretical Computer Science 38, 1985: no choice of as many has less than half the largest
 * distance (for equal tolerances).
 *
 * <p>Cost: O(shades x chosen).
 */
public final class Covering {
  private final int[] chosen;
  private final int[] standIns;
  private final double stretch;

  private Covering(int[] chosen, int[] standIns, double stretch) {
    this.chosen = chosen;
    this.standIns = standIns;
    this.stretch = stretch;
  }

  /**
   * Covers shades.
   *
   * @param shades at least one; the first is chosen first
   * @param tolerances how far a shade may be from what stands for it; positive
   * @param most shades chosen at most
   */
  public static Covering of(Shade[] shades, double[] tolerances, int most) {
    int[] chosen = new int[Math.min(most, shades.length)];
    int[] standIns = new int[shades.length];
    double[] off = new double[shades.length]; // in tolerances
    Arrays.fill(off, Double.POSITIVE_INFINITY);
    int count = 0;
    int worst = 0;
    while (count < chosen.length && off[worst] > 1) {
      Shade next = shades[worst];
      chosen[count] = worst;
      for (int i = 0; i < off.length; i++) {
        double distance = shades[i].distance(next) / tolerances[i];
        if (distance >= off[i]) continue;
        off[i] = distance;
        standIns[i] = count;
      }
      count++;
      for (int i = 0; i < off.length; i++) if (off[i] > off[worst]) worst = i;
    }
    return new Covering(Arrays.copyOf(chosen, count), standIns, off[worst]);
  }

  /** The places of those chosen among the shades, in the order of their choice. */
  public int[] chosen() {
    return chosen.clone();
  }

  /** For each shade which of those chosen stands for it, counted from 0. */
  public int[] standIns() {
    return standIns.clone();
  }

  /** The largest distance in tolerances: at most 1 unless more had to be chosen than may be. */
  public double stretch() {
    return stretch;
  }
}
