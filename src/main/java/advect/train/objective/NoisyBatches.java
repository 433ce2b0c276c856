package advect.train.objective;

import advect.flow.Standardization;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * Batches whose points are moved by fresh Gaussian noise, so that a flow learns a smoothed density
 * and cannot pile mass on the few rows that it has seen.
 *
 * <p>What is learned is the data's density convolved with N(0, σ² S²), S the diagonal of the
 * standardisation's scales. The bias is of order σ²; the variance it saves is greater the fewer
 * rows and the more columns there are.
 *
 * <p>Reference: Bishop, "Training with noise is equivalent to Tikhonov regularization", Neural
 * Computation 7, 1995; Rothfuss et al. 2019, arXiv:1907.08982, for densities.
 *
 * @param batches points without noise
 * @param standardization whose scales are the unit of the noise
 * @param noise σ, over the iterations
 * @param iterations of the training; the noise stays as it is after them
 * @param seed of the noise, which depends on the iteration alone
 */
public record NoisyBatches(
    Batches batches, Standardization standardization, Noise noise, int iterations, long seed)
    implements Batches {
  /** Batches whose noise never changes. */
  public NoisyBatches(
      Batches batches, Standardization standardization, double deviation, long seed) {
    this(batches, standardization, Noise.constant(deviation), 1, seed);
  }

  @Override
  public Batch batch(int iteration) {
    Batch batch = batches.batch(iteration);
    double deviation = noise.deviation(Math.min(1, (double) iteration / iterations));
    if (deviation == 0) return batch;
    RandomGenerator random = new RandomStreams(seed).stream(Purpose.TRAINING_NOISE, iteration, 0);
    DMatrixRMaj moved = batch.x().copy();
    for (int i = 0; i < moved.getNumElements(); i++) {
      double scale = standardization.scale(i % moved.numCols);
      moved.data[i] += deviation * scale * random.nextGaussian();
    }
    return batch.withPoints(moved);
  }

  /** The first batch tells the noise at the start, and so all of it unless it falls. */
  @Override
  public String identity() {
    if (noise.isConstant()) return batches.identity();
    String fall = "noise to %s over %d iterations".formatted(noise.to(), iterations);
    return batches.identity().isEmpty() ? fall : batches.identity() + ", " + fall;
  }
}
