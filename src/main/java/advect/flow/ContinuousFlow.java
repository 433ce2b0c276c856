package advect.flow;

import advect.field.VectorField;
import advect.flow.dynamics.FlowDynamics;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A density on R^dim: a base density carried from time 0 to time 1 by a vector field.
 *
 * <p>For x with z(1) = (x - shift)/scale and dz/dt = f(t, z; θ),
 *
 * <pre>
 *   log p(x) = log p₀(z(0)) + ∫ from 1 to 0 of tr(∂f/∂z) dt - Σ log scale.
 * </pre>
 *
 * <p>Shapes: matrices are {@code [rows][dim]}, a row a sample. Log densities are in nats, in the
 * units of the data. Cost: one solve a shard, whose evaluations carry one tangent a dimension
 * (exact trace) or a probe. Accuracy: the solver's tolerance and the field's precision; see {@link
 * FlowSettings}. Results are the same for any number of threads.
 *
 * <p>Threads: immutable; safe to share.
 *
 * <p>Reference: Chen et al. 2018, arXiv:1806.07366, theorem 1; Grathwohl et al. 2019,
 * arXiv:1810.01367.
 */
public final class ContinuousFlow {
  /** Draws that share a random stream; see {@link #sampleBlock}. */
  public static final int SAMPLE_BLOCK = 8192;

  private final VectorField field;
  private final double[] theta;
  private final BaseDistribution base;
  private final Standardization standardization;
  private final FlowSettings settings;
  private final double end;

  private ContinuousFlow(
      VectorField field,
      double[] theta,
      BaseDistribution base,
      Standardization standardization,
      FlowSettings settings,
      double end) {
    this.field = field;
    this.theta = theta;
    this.base = base;
    this.standardization = standardization;
    this.settings = settings;
    this.end = end;
  }

  /**
   * A flow from a standard normal base with random parameters, for data on the scale of {@code
   * standardization}.
   */
  public static ContinuousFlow of(VectorField field, Standardization standardization, long seed) {
    double[] theta =
        field.initialParameters(new RandomStreams(seed).stream(RandomStreams.Purpose.PARAMETERS));
    return of(field, theta, new StandardNormal(), standardization);
  }

  /** A flow with given parameters, copied. */
  public static ContinuousFlow of(
      VectorField field, double[] theta, BaseDistribution base, Standardization standardization) {
    if (standardization.dim() != field.dim()) {
      throw new IllegalArgumentException(
          "the field has %d dimensions, the standardisation %d"
              .formatted(field.dim(), standardization.dim()));
    }
    requireParameters(field, theta);
    return new ContinuousFlow(field, theta.clone(), base, standardization, FlowSettings.DEFAULT, 1);
  }

  /** The same flow with other parameters, copied. */
  public ContinuousFlow withParameters(double[] value) {
    requireParameters(field, value);
    return new ContinuousFlow(field, value.clone(), base, standardization, settings, end);
  }

  /** The same flow, evaluated otherwise. */
  public ContinuousFlow with(FlowSettings value) {
    return new ContinuousFlow(field, theta, base, standardization, value, end);
  }

  /**
   * The flow stopped at time {@code t}: its density is that of the base carried from 0 to t, its
   * units still those of the data.
   */
  public ContinuousFlow until(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("a flow runs from time 0 to 1, got " + t);
    }
    return new ContinuousFlow(field, theta, base, standardization, settings, t);
  }

  /** Dimension of the data. */
  public int dim() {
    return field.dim();
  }

  /** The architecture. */
  public VectorField field() {
    return field;
  }

  /** θ, a copy. */
  public double[] parameters() {
    return theta.clone();
  }

  /** The density at time 0. */
  public BaseDistribution base() {
    return base;
  }

  /** The map between data units and those of the field. */
  public Standardization standardization() {
    return standardization;
  }

  /** How this flow is evaluated. */
  public FlowSettings settings() {
    return settings;
  }

  /**
   * Log density of every row of {@code x}, in nats and data units.
   *
   * @throws IllegalArgumentException if x has another number of columns or is not finite
   * @throws advect.ode.SolveException if a solve did not reach the base, with what to try
   */
  public double[] logDensity(DMatrixRMaj x) {
    return encodeWithLogDensity(x).logDensity();
  }

  /** The base point of every row of {@code x}, without the cost of a trace. */
  public DMatrixRMaj encode(DMatrixRMaj x) {
    return new FlowRun(this, false).encode(x).points();
  }

  /** Base points and log densities of {@code x} from one solve. */
  public FlowPoints encodeWithLogDensity(DMatrixRMaj x) {
    return new FlowRun(this, true).encode(x);
  }

  /** The data point of every base point in {@code z}: the inverse of {@link #encode}. */
  public DMatrixRMaj decode(DMatrixRMaj z) {
    return new FlowRun(this, false).decode(z).points();
  }

  /** {@code n} draws, a function of n, seed and settings. */
  public DMatrixRMaj sample(int n, long seed) {
    return new FlowRun(this, false).decode(baseDraws(n, seed)).points();
  }

  /**
   * The first rows of a block of {@value #SAMPLE_BLOCK} draws: for more draws than memory holds.
   *
   * <p>Row i of block b is draw b · {@value #SAMPLE_BLOCK} + i of the seed, a function of that
   * number, the seed and the settings alone: whole shards are solved, so neither how many rows are
   * wanted nor how work is cut into blocks changes a bit. It is also that row of {@link #sample}
   * for a number of draws and a block that are multiples of the shard size, as they are by default.
   *
   * <p>Cost: a solve for up to a shard more than {@code rows}.
   *
   * @param block from 0
   * @param rows from 1 to {@value #SAMPLE_BLOCK}
   */
  public DMatrixRMaj sampleBlock(long block, int rows, long seed) {
    if (block < 0 || rows < 1 || rows > SAMPLE_BLOCK) {
      throw new IllegalArgumentException(
          "expected a block from 0 on and 1 to %d rows of it, got block %d and %d rows"
              .formatted(SAMPLE_BLOCK, block, rows));
    }
    int shard = settings.parallelism().shardSize();
    DMatrixRMaj z = new DMatrixRMaj(Shard.count(rows, shard) * shard, dim());
    drawBlock(block, seed, z, 0, z.numRows);
    DMatrixRMaj whole = new FlowRun(this, false).decode(z).points();
    DMatrixRMaj points = new DMatrixRMaj(rows, dim());
    System.arraycopy(whole.data, 0, points.data, 0, points.getNumElements());
    return points;
  }

  /** Draws and their log densities from one solve. */
  public FlowPoints sampleWithLogDensity(int n, long seed) {
    return new FlowRun(this, true).decode(baseDraws(n, seed));
  }

  /**
   * The velocity dx/dt of points at a time, in data units: scale ∘ f(t, (x - shift)/scale).
   *
   * @param x {@code [rows][dim]}, data units
   * @return a new matrix of the same shape
   */
  public DMatrixRMaj velocity(DMatrixRMaj x, double t) {
    FlowRun.requireRows(x, dim());
    Shard all = new Shard(0, 0, x.numRows);
    FlowDynamics dynamics = new FlowWorker(this, settings, 0).dynamics(x.numRows);
    double[] z = new double[x.getNumElements()];
    double[] f = new double[z.length];
    standardization.gather(x, all, z);
    dynamics.evaluation().forward(t, z, f);
    DMatrixRMaj velocity = new DMatrixRMaj(x.numRows, dim());
    standardization.withoutShift().scatter(f, all, velocity);
    return velocity;
  }

  /** Row by row, so that the first n of more base draws are these n. */
  private DMatrixRMaj baseDraws(int n, long seed) {
    if (n < 1) throw new IllegalArgumentException("expected at least 1 sample, got " + n);
    DMatrixRMaj z = new DMatrixRMaj(n, dim());
    for (int first = 0; first < n; first += SAMPLE_BLOCK) {
      drawBlock(first / SAMPLE_BLOCK, seed, z, first, Math.min(SAMPLE_BLOCK, n - first));
    }
    return z;
  }

  /** Fills rows of {@code z} with the first base draws of a block, each block a random stream. */
  private void drawBlock(long block, long seed, DMatrixRMaj z, int first, int count) {
    RandomGenerator rng = new RandomStreams(seed).stream(RandomStreams.Purpose.SAMPLES, block, 0);
    double[] row = new double[dim()];
    for (int i = first; i < first + count; i++) {
      base.sample(rng, row);
      System.arraycopy(row, 0, z.data, i * dim(), dim());
    }
  }

  /**
   * The time at which the points have the density of this flow: 1 unless {@link #until} was used.
   */
  public double end() {
    return end;
  }

  private static void requireParameters(VectorField field, double[] theta) {
    if (theta.length != field.parameterCount()) {
      throw new IllegalArgumentException(
          "the field has %d parameters, got %d".formatted(field.parameterCount(), theta.length));
    }
  }
}
