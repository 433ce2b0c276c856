package advect.latent;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The time t₀ of a series' latent initial state, from which the ODE is solved both ways. */
public abstract sealed class Anchor {
  private Anchor() {}

  /**
   * Each series' first point, towards which it is read, as in Chen et al. 2018. Forecasts reach
   * beyond all times from the anchor that were trained.
   */
  public static Anchor first() {
    return new First();
  }

  /**
   * In training any time, drawn uniformly for each shard and iteration; for predictions each
   * series' last point. So states are learned to go on for as long as series are, wherever they are
   * met, and a forecast reaches no further from its anchor than what was trained.
   */
  public static Anchor anywhere() {
    return new Anywhere();
  }

  /**
   * One time for all series. The encoder reads points up to there only, forwards; later ones are to
   * be told in training (Rubanova et al. 2019, on extrapolation).
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public static Anchor at(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException("an anchor must be a finite time, got " + time);
    }
    return new At(time);
  }

  /** The anchors of an iteration of training. */
  abstract double[] training(List<Series> shard, RandomGenerator rng);

  /** The anchors of predictions. */
  abstract double[] predicting(List<Series> shard);

  /** The points that the encoder reads, in its order. */
  abstract Sequences points(List<Series> shard, Scale scale, double[] anchors);

  private static final class First extends Anchor {
    @Override
    double[] training(List<Series> shard, RandomGenerator rng) {
      return predicting(shard);
    }

    @Override
    double[] predicting(List<Series> shard) {
      return shard.stream().mapToDouble(s -> s.time(0)).toArray();
    }

    @Override
    Sequences points(List<Series> shard, Scale scale, double[] anchors) {
      return Sequences.backwards(shard, scale, anchors);
    }
  }

  private static final class Anywhere extends Anchor {
    /** One time for a shard, so that series seen at the same times share their outputs. */
    @Override
    double[] training(List<Series> shard, RandomGenerator rng) {
      double first = shard.stream().mapToDouble(s -> s.time(0)).min().orElseThrow();
      double last = shard.stream().mapToDouble(Series::end).max().orElseThrow();
      double[] same = new double[shard.size()];
      Arrays.fill(same, first + rng.nextDouble() * (last - first));
      return same;
    }

    @Override
    double[] predicting(List<Series> shard) {
      return shard.stream().mapToDouble(Series::end).toArray();
    }

    @Override
    Sequences points(List<Series> shard, Scale scale, double[] anchors) {
      return Sequences.backwards(shard, scale, anchors);
    }
  }

  private static final class At extends Anchor {
    private final double time;

    At(double time) {
      this.time = time;
    }

    @Override
    double[] training(List<Series> shard, RandomGenerator rng) {
      return predicting(shard);
    }

    @Override
    double[] predicting(List<Series> shard) {
      double[] same = new double[shard.size()];
      Arrays.fill(same, time);
      return same;
    }

    @Override
    Sequences points(List<Series> shard, Scale scale, double[] anchors) {
      return Sequences.upTo(shard, scale, anchors);
    }
  }
}
