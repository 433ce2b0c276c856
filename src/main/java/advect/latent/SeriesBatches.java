package advect.latent;

import advect.data.Minibatches;
import advect.file.Sha256;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Series dealt out in batches, as {@link Minibatches} deals rows: here the series' numbers. */
final class SeriesBatches {
  private final List<Series> series;
  private final Minibatches numbers;

  SeriesBatches(List<Series> series, int size, long seed) {
    this.series = List.copyOf(series);
    double[] all = IntStream.range(0, series.size()).asDoubleStream().toArray();
    numbers = new Minibatches(new DMatrixRMaj(all.length, 1, true, all), size, seed);
  }

  /** The series of an iteration, counted from 0. */
  List<Series> of(int iteration) {
    DMatrixRMaj batch = numbers.batch(iteration);
    return IntStream.range(0, batch.numRows).mapToObj(i -> series.get((int) batch.get(i))).toList();
  }

  /** What tells these batches from others: SHA-256 of all series, shortened. */
  String digest() {
    Sha256 sha = new Sha256();
    for (Series each : series) {
      sha.add(each.times());
      for (int i = 0; i < each.size(); i++) {
        for (int d = 0; d < each.dim(); d++) sha.add(new double[] {each.value(i, d)});
      }
    }
    return sha.hex().substring(0, 16);
  }
}
