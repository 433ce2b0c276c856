package advect.study.series;

import advect.latent.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Stretches of two spirals, one of each direction (Chen et al. 2018, section 5.1, by the authors'
 * code): with φ from 0 to 6π in 500 points,
 *
 * <pre>
 *   counter-clockwise: 0.3 φ (cos φ, sin φ) + (5, 0),
 *   clockwise:         15/θ (cos θ, sin θ) - (5, 0)   with θ = 6π + 1 - φ.
 * </pre>
 *
 * <p>A stretch is seen from its own time 0 on: where on the spiral it began is not told.
 */
final class Spirals {
  /** Points that are seen, and as many beyond. */
  static final int LENGTH = 100;

  private static final int TOTAL = 500;
  private static final double STOP = 6 * Math.PI;
  private static final double GROWTH = 0.3;
  private static final double NOISE = 0.3;

  /** Starts of a stretch that may go on for so many points. */
  private static int starts(int points) {
    return TOTAL - LENGTH - points;
  }

  private Spirals() {}

  /** Standard deviation of the noise of observations. */
  static double noise() {
    return NOISE;
  }

  /** The time of a stretch's point. */
  static double time(int point) {
    return point * STOP / (TOTAL - 1);
  }

  /**
   * A stretch.
   *
   * @param truth {@code [points][2]}
   * @param noisy the same with noise
   * @param observed the points of the first 100, with noise, that are told
   */
  record Stretch(List<double[]> truth, List<double[]> noisy, Series observed) {
    /** Takes copies. */
    Stretch {
      truth = List.copyOf(truth);
      noisy = List.copyOf(noisy);
    }
  }

  /**
   * Draws stretches, half of each direction on average, of {@code points} points that all exist.
   *
   * @param observed how many of the first 100 points are told
   */
  static List<Stretch> draw(int count, int points, int observed, RandomGenerator rng) {
    List<Stretch> all = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      boolean clockwise = rng.nextBoolean();
      int first = LENGTH + rng.nextInt(starts(points));
      List<double[]> truth = new ArrayList<>();
      List<double[]> noisy = new ArrayList<>();
      for (int i = 0; i < points; i++) {
        double[] place = place(clockwise, time(first + i));
        truth.add(place);
        noisy.add(Arrays.stream(place).map(x -> x + NOISE * rng.nextGaussian()).toArray());
      }
      int[] told = choose(observed, rng);
      double[] times = Arrays.stream(told).mapToDouble(Spirals::time).toArray();
      double[][] values = Arrays.stream(told).mapToObj(noisy::get).toArray(double[][]::new);
      all.add(new Stretch(truth, noisy, new Series(times, values)));
    }
    return all;
  }

  private static double[] place(boolean clockwise, double phi) {
    double theta = clockwise ? STOP + 1 - phi : phi;
    double r = clockwise ? 50 * GROWTH / theta : GROWTH * phi;
    return new double[] {r * Math.cos(theta) + (clockwise ? -5 : 5), r * Math.sin(theta)};
  }

  /** So many of the 100 points, ascending, all choices equally likely (Knuth's algorithm S). */
  private static int[] choose(int count, RandomGenerator rng) {
    int[] chosen = new int[count];
    int have = 0;
    for (int i = 0; i < LENGTH && have < count; i++) {
      if (rng.nextInt(LENGTH - i) < count - have) chosen[have++] = i;
    }
    return chosen;
  }
}
