package advect.latent;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The time t₀ of a series' latent initial state, from which the ODE is solved both ways. The
 * encoder reads the points on one side of it, the farthest first; the decoder tells all.
 */
public abstract sealed class Anchor {
  /** What share of a series is read at least. */
  private static final double LEAST_PAST = 1.0 / 3;

  private static final Anchor FIRST = new First();
  private static final Anchor ANYWHERE = new Anywhere();

  private Anchor() {}

  /**
   * Each series' first point, as in Chen et al. 2018: it is read backwards, and forecasts reach
   * beyond all times from the anchor that were trained.
   */
  public static Anchor first() {
    return FIRST;
  }

  /**
   * In training any time of the last two thirds, drawn uniformly for each shard and iteration, up
   * to which points are read; for predictions each series' last point. So states are learned to go
   * on for most of what series last, wherever they are met, and a forecast begins at what is known
   * last. Series are expected to have one clock, as far as they can.
   */
  public static Anchor anywhere() {
    return ANYWHERE;
  }

  /**
   * One time for all series. The encoder reads points up to there only; later ones are to be told
   * in training (Rubanova et al. 2019, on extrapolation). A series without points up to there is
   * taken, and told as the net tells what it has not seen.
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

  /** Whether the encoder reads the points after the anchor; else those before it. */
  boolean readsFuture() {
    return false;
  }

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
    boolean readsFuture() {
      return true;
    }

    @Override
    public String toString() {
      return "first";
    }
  }

  private static final class Anywhere extends Anchor {
    /** One time for a shard, so that series seen at the same times share their outputs. */
    @Override
    double[] training(List<Series> shard, RandomGenerator rng) {
      double first = shard.stream().mapToDouble(s -> s.time(0)).min().orElseThrow();
      double last = shard.stream().mapToDouble(Series::end).max().orElseThrow();
      double[] same = new double[shard.size()];
      double share = LEAST_PAST + rng.nextDouble() * (1 - LEAST_PAST);
      Arrays.fill(same, first + share * (last - first));
      return same;
    }

    @Override
    double[] predicting(List<Series> shard) {
      return shard.stream().mapToDouble(Series::end).toArray();
    }

    @Override
    public String toString() {
      return "anywhere";
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
    public boolean equals(@Nullable Object other) {
      return other instanceof At at && Double.compare(at.time, time) == 0;
    }

    @Override
    public int hashCode() {
      return Double.hashCode(time);
    }

    @Override
    public String toString() {
      return "at " + time;
    }
  }
}
