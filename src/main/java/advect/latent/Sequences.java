package advect.latent;

import java.util.List;

/** Series of a shard, point by point as a recurrent net reads them. */
final class Sequences {
  private final double[][] inputs;
  private final boolean[][] active;

  private Sequences(int steps, int features, int samples) {
    inputs = new double[steps][features * samples];
    active = new boolean[steps][samples];
  }

  /** Backwards in time: each point with the gap to the one before it, the first to the start. */
  static Sequences backwards(List<Series> shard, Scale scale, double start) {
    Sequences all = empty(shard, scale);
    for (int s = 0; s < shard.size(); s++) {
      Series series = shard.get(s);
      for (int k = 0; k < series.size(); k++) {
        int i = series.size() - 1 - k;
        double before = i == 0 ? start : series.time(i - 1);
        all.put(k, s, series, i, series.time(i) - before, scale);
      }
    }
    return all;
  }

  /** Forwards in time: each point with the gap to the next one; the last has a gap of 0. */
  static Sequences forwards(List<Series> shard, Scale scale) {
    Sequences all = empty(shard, scale);
    for (int s = 0; s < shard.size(); s++) {
      Series series = shard.get(s);
      for (int i = 0; i < series.size(); i++) {
        double next = i + 1 < series.size() ? series.time(i + 1) : series.time(i);
        all.put(i, s, series, i, next - series.time(i), scale);
      }
    }
    return all;
  }

  private static Sequences empty(List<Series> shard, Scale scale) {
    int steps = shard.stream().mapToInt(Series::size).max().orElse(0);
    return new Sequences(steps, scale.dim() + 1, shard.size());
  }

  private void put(int step, int s, Series series, int i, double gap, Scale scale) {
    int samples = active[step].length;
    for (int d = 0; d < scale.dim(); d++) {
      inputs[step][d * samples + s] = scale.in(d, series.value(i, d));
    }
    inputs[step][scale.dim() * samples + s] = scale.gap(gap);
    active[step][s] = true;
  }

  /** Points of the longest series. */
  int steps() {
    return inputs.length;
  }

  /** The points of a step, {@code [features][samples]}; 0 where a series has ended. */
  double[] input(int step) {
    return inputs[step];
  }

  /** Whether a series has a point at a step. */
  boolean isActive(int step, int sample) {
    return active[step][sample];
  }
}
