package advect.latent;

import advect.data.Minibatches;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Series dealt out in batches, as {@link Minibatches} deals rows: here the series' numbers. */
final class Batches {
  private final List<Series> series;
  private final Minibatches numbers;

  Batches(List<Series> series, int size, long seed) {
    this.series = List.copyOf(series);
    double[] all = IntStream.range(0, series.size()).asDoubleStream().toArray();
    numbers = new Minibatches(new DMatrixRMaj(all.length, 1, true, all), size, seed);
  }

  /** The series of an iteration, counted from 0. */
  List<Series> of(int iteration) {
    DMatrixRMaj batch = numbers.batch(iteration);
    return IntStream.range(0, batch.numRows).mapToObj(i -> series.get((int) batch.get(i))).toList();
  }
}
