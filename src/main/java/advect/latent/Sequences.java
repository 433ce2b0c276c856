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

  /**
   * Towards anchors, the point farthest away first: each with the gap in time before it and its
   * time from the anchor.
   *
   * @param future whether the points after an anchor are read, backwards; else those before it
   */
  static Sequences towards(double[] anchors, List<Series> shard, Scale scale, boolean future) {
    Sequences all = empty(shard, scale, 2);
    for (int s = 0; s < shard.size(); s++) {
      Series series = shard.get(s);
      int step = 0;
      for (int k = 0; k < series.size(); k++) {
        int i = future ? series.size() - 1 - k : k;
        double away = series.time(i) - anchors[s];
        if (future ? away >= 0 : away <= 0) all.put(step++, s, series, i, anchors[s], scale);
      }
    }
    return all;
  }

  /** Forwards in time: each point with the gap to the next one; the last has a gap of 0. */
  static Sequences forwards(List<Series> shard, Scale scale) {
    Sequences all = empty(shard, scale, 1);
    for (int s = 0; s < shard.size(); s++) {
      Series series = shard.get(s);
      for (int i = 0; i < series.size(); i++) {
        double next = series.time(Math.min(i + 1, series.size() - 1));
        all.put(i, s, series, i, scale);
        all.write(i, s, scale.dim(), scale.gap(next - series.time(i)));
      }
    }
    return all;
  }

  private static Sequences empty(List<Series> shard, Scale scale, int times) {
    int steps = shard.stream().mapToInt(Series::size).max().orElse(0);
    return new Sequences(steps, scale.dim() + times, shard.size());
  }

  /** A point with the gap before it and its time from an anchor. */
  private void put(int step, int s, Series series, int i, double anchor, Scale scale) {
    put(step, s, series, i, scale);
    double before = series.time(Math.max(i - 1, 0));
    write(step, s, scale.dim(), scale.gap(series.time(i) - before));
    write(step, s, scale.dim() + 1, scale.span(series.time(i) - anchor));
  }

  private void put(int step, int s, Series series, int i, Scale scale) {
    active[step][s] = true;
    for (int d = 0; d < scale.dim(); d++) write(step, s, d, scale.in(d, series.value(i, d)));
  }

  private void write(int step, int s, int feature, double value) {
    inputs[step][feature * active[step].length + s] = value;
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
