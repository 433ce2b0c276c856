package advect.variational;

import advect.flow.base.StandardNormal;
import advect.flow.transform.Regularization;
import advect.flow.transform.Transform;
import advect.flow.transform.Transformed;
import advect.flow.transform.Turn;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.parallel.RowPanels;
import advect.parallel.Shard;
import advect.parallel.ShardPool;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * An autoencoder with its parameters.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class TrainedAutoencoder {
  private final VariationalAutoencoder model;
  private final double[] theta;

  /** The same without what belongs to training alone, such as random end times. */
  private final VariationalAutoencoder evaluated;

  /**
   * A model with parameters.
   *
   * @param theta copied
   * @throws IllegalArgumentException if θ is not as long as the model's
   */
  public TrainedAutoencoder(VariationalAutoencoder model, double[] theta) {
    model.requireParameters(theta);
    this.model = model;
    this.theta = theta.clone();
    Transform transform =
        model.transform().solved(how -> how.withRegularization(Regularization.NONE));
    evaluated = new VariationalAutoencoder(model.pixels(), model.hidden(), transform);
  }

  /**
   * log w = log p(x, z) - log q(z | x) for draws z of the posterior of every row, in nats.
   *
   * <p>Their mean is the evidence lower bound of the row; the log of the mean of w is the
   * importance-weighted bound, which is tighter (Burda et al. 2016, arXiv:1509.00519).
   *
   * @param x {@code [rows][pixels]} of zeros and ones, read only
   * @param draws a row
   * @param seed of the draws; those of a row depend on its number alone
   * @return {@code [rows][draws]}; NaN in a row whose solve failed
   * @throws IllegalArgumentException if x has other pixels, there are no draws, or the transform
   *     leaves out log |det|
   */
  public double[][] logWeights(DMatrixRMaj x, int draws, long seed, int threads) {
    model.transform().requireLogDeterminant();
    model.requireRows(x);
    if (draws < 1) throw new IllegalArgumentException("draws must be at least 1, got " + draws);
    double[][] logw = new double[x.numRows][draws];
    RandomStreams streams = new RandomStreams(seed);
    try (ShardPool<ElboPass> pool = new ShardPool<>(threads, () -> pass(draws))) {
      pool.run(
          x.numRows,
          1,
          (pass, shard) -> {
            double[] epsilon = new double[model.latent() * draws];
            RandomGenerator rng = streams.stream(Purpose.TEST_DATA, 0, shard.index());
            new StandardNormal(model.latent()).sample(rng, epsilon);
            pass.forward(
                repeated(x, shard.index(), draws), epsilon, logw[shard.index()], Turn.only(draws));
          });
    }
    return logw;
  }

  private double[] repeated(DMatrixRMaj x, int row, int times) {
    double[] panel = new double[model.pixels() * times];
    for (int k = 0; k < panel.length; k++) panel[k] = x.get(row, k / times);
    return panel;
  }

  /**
   * Means of the pixels decoded from one draw of the posterior of every row.
   *
   * @param x {@code [rows][pixels]} of zeros and ones, read only
   * @return {@code [rows][pixels]}
   * @throws IllegalArgumentException if x has other pixels
   * @throws advect.ode.SolveException if a solve did not reach its end
   * @throws advect.numeric.NumericalException if a row's draw could not be moved by layers
   */
  public DMatrixRMaj reconstruct(DMatrixRMaj x, long seed) {
    model.requireRows(x);
    if (x.numRows == 0) return new DMatrixRMaj(0, model.pixels());
    double[] epsilon = noise(x.numRows, seed);
    Shard all = new Shard(0, 0, x.numRows);
    double[] panel = new double[x.getNumElements()];
    RowPanels.gather(x, all, panel);
    ElboPass pass = pass(x.numRows);
    double[] logw = new double[x.numRows];
    pass.forward(panel, epsilon, logw, Turn.only(x.numRows)).orThrow();
    Transformed.requireMoved("the draw of row", logw, 1);
    return rows(pass.pixels(), all);
  }

  /**
   * Means of the pixels decoded from draws of the prior.
   *
   * @param n how many; may be 0
   * @return {@code [n][pixels]}
   */
  public DMatrixRMaj sample(int n, long seed) {
    if (n < 0) throw new IllegalArgumentException("n must not be negative, got " + n);
    if (n == 0) return new DMatrixRMaj(0, model.pixels());
    return rows(pass(n).pixelsAt(noise(n, seed)), new Shard(0, 0, n));
  }

  private ElboPass pass(int samples) {
    ElboPass pass = new ElboPass(evaluated, samples);
    pass.parameters(theta);
    return pass;
  }

  private double[] noise(int n, long seed) {
    double[] epsilon = new double[model.latent() * n];
    RandomGenerator rng = new RandomStreams(seed).stream(Purpose.SAMPLES);
    new StandardNormal(model.latent()).sample(rng, epsilon);
    return epsilon;
  }

  private DMatrixRMaj rows(double[] panel, Shard all) {
    DMatrixRMaj rows = new DMatrixRMaj(all.count(), model.pixels());
    RowPanels.scatter(panel, all, rows);
    return rows;
  }
}
