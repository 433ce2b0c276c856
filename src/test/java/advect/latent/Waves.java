package advect.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Series of turns in the plane, x = (cos(t + φ), sin(t + φ)), seen at times of their own. */
final class Waves {
  private Waves() {}

  /** So many series of 1 to {@code most} points from time 0.1 on. */
  static List<Series> draw(int count, int most, RandomGenerator rng) {
    List<Series> all = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int size = 1 + rng.nextInt(most);
      double phase = 2 * Math.PI * rng.nextDouble();
      double[] times = new double[size];
      double[][] values = new double[size][];
      double t = 0;
      for (int i = 0; i < size; i++) {
        t += 0.1 + 0.3 * rng.nextDouble();
        times[i] = t;
        values[i] = new double[] {Math.cos(t + phase), Math.sin(t + phase)};
      }
      all.add(new Series(times, values));
    }
    return all;
  }
}
