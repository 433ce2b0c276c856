package advect.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The times that the series of a shard ask for, each once, and who asks for which. */
final class Moments {
  private final double[] times;
  private final int[] time;
  private final int[] sample;
  private final int[] point;

  /**
   * @param wanted for each series its times, in any order
   * @param anchors for each series what to count them from
   */
  Moments(List<double[]> wanted, double[] anchors) {
    List<double[]> relative = new ArrayList<>();
    for (int s = 0; s < anchors.length; s++) {
      double anchor = anchors[s]; // and + 0.0 makes 0.0 of -0.0, which would be another time
      relative.add(DoubleStream.of(wanted.get(s)).map(t -> t - anchor + 0.0).toArray());
    }
    times = relative.stream().flatMapToDouble(DoubleStream::of).sorted().distinct().toArray();
    int count = wanted.stream().mapToInt(t -> t.length).sum();
    time = new int[count];
    sample = new int[count];
    point = new int[count];
    int pair = 0;
    for (int s = 0; s < wanted.size(); s++) {
      for (int i = 0; i < wanted.get(s).length; i++, pair++) {
        time[pair] = Arrays.binarySearch(times, relative.get(s)[i]);
        sample[pair] = s;
        point[pair] = i;
      }
    }
  }

  /** Requires times for each series. */
  static void requireTimes(List<Series> series, List<double[]> times) {
    if (series.size() != times.size()) {
      throw new IllegalArgumentException(
          "%d series but times for %d: give some for each".formatted(series.size(), times.size()));
    }
  }

  /** All times from their anchors on, ascending. */
  double[] times() {
    return times;
  }

  /** Pairs of a series and a time that it asks for. */
  int pairs() {
    return time.length;
  }

  /** The place of a pair's time among {@link #times}. */
  int time(int pair) {
    return time[pair];
  }

  /** A pair's series. */
  int sample(int pair) {
    return sample[pair];
  }

  /** The place of a pair's time among those of its series. */
  int point(int pair) {
    return point[pair];
  }
}
