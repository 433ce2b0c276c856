package advect.flow;

import advect.flow.FlowRun.Way;
import advect.flow.base.BaseDensity;
import advect.flow.dynamics.Trace;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Transform;
import advect.parallel.Parallelism;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A {@link Flow} of any transform with its parameters: a density on R^dim, or p(x | c) if the
 * transform takes a context, that scores points and is drawn from.
 *
 * <p>Matrices are {@code [rows][dim]}, a row a sample; log densities in nats, in the units of the
 * data. A context is {@code [rows][contextDim]}, the c of every row, and is left out where there is
 * none. Cost: a move of every row; a trace is paid for only where log densities are asked for.
 * Results are the same for any number of threads.
 *
 * <p>Every method that moves points throws {@link IllegalArgumentException} if what it is given has
 * another shape or is not finite, or if it wants log densities and the transform leaves out log
 * |det|; {@link advect.ode.SolveException} if a solve did not reach its end, with what to try; and
 * {@link advect.numeric.NumericalException} if the map has no value at a row.
 *
 * <p>Threads: immutable; safe to share.
 */
public final class FlowDensity implements Density {
  /** Draws that share a random stream; see {@link #sampleBlock}. */
  public static final int SAMPLE_BLOCK = 8192;

  /** Of densities that are not conditional. */
  static final DMatrixRMaj NO_CONTEXT = new DMatrixRMaj(0, 0);

  private final Flow flow;
  private final double[] theta;
  private final Standardization contextUnits;
  private final Parallelism parallelism;

  private FlowDensity(
      Flow flow, double[] theta, Standardization contextUnits, Parallelism parallelism) {
    this.flow = flow;
    this.theta = theta;
    this.contextUnits = contextUnits;
    this.parallelism = parallelism;
  }

  /**
   * A flow with parameters, copied.
   *
   * @throws IllegalArgumentException if the flow has another number of parameters
   */
  public FlowDensity(Flow flow, double[] theta, Parallelism parallelism) {
    this(flow, theta.clone(), Standardization.identity(flow.transform().contextDim()), parallelism);
    flow.requireParameters(theta);
  }

  /**
   * The same density, whose contexts are standardised before the transform sees them.
   *
   * @throws IllegalArgumentException if the transform's context has another width
   */
  public FlowDensity withContextUnits(Standardization value) {
    if (value.dim() != contextDim()) {
      throw new IllegalArgumentException(
          "the transform takes a context of %d numbers, the standardisation has %d"
              .formatted(contextDim(), value.dim()));
    }
    return new FlowDensity(flow, theta, value, parallelism);
  }

  /** The same density, whose solves, if there are any, are done otherwise. */
  @Override
  public FlowDensity with(FlowSettings settings) {
    return through(flow.transform().solved(how -> settings.ode()))
        .withParallelism(settings.parallelism());
  }

  /** The same density through another transform of the same parameters. */
  FlowDensity through(Transform transform) {
    Flow changed = new Flow(flow.base(), transform, flow.units());
    return new FlowDensity(changed, theta, contextUnits, parallelism);
  }

  /**
   * The same density with other parameters, copied.
   *
   * @throws IllegalArgumentException if there are not as many
   */
  public FlowDensity withParameters(double[] value) {
    flow.requireParameters(value);
    return new FlowDensity(flow, value.clone(), contextUnits, parallelism);
  }

  /** The same density in other shards or on other threads. */
  @Override
  public FlowDensity withParallelism(Parallelism value) {
    return new FlowDensity(flow, theta, contextUnits, value);
  }

  /** The density without its parameters. */
  public Flow flow() {
    return flow;
  }

  /** θ, a copy: the transform's, then the base's. */
  public double[] parameters() {
    return theta.clone();
  }

  /** The map between units of the context and those of the transform. */
  public Standardization contextUnits() {
    return contextUnits;
  }

  /** Shards and threads. */
  @Override
  public Parallelism parallelism() {
    return parallelism;
  }

  @Override
  public List<FlowDensity> members() {
    return List.of(this);
  }

  @Override
  public List<Double> weights() {
    return List.of(1.0);
  }

  /** Dimension of the data. */
  @Override
  public int dim() {
    return flow.dim();
  }

  /** Numbers that a row's density is conditional on; 0 for a density that is not conditional. */
  @Override
  public int contextDim() {
    return flow.transform().contextDim();
  }

  /** log p of every row. */
  @Override
  public double[] logDensity(DMatrixRMaj x) {
    return logDensity(x, NO_CONTEXT);
  }

  /** log p(x | c) of every row. */
  public double[] logDensity(DMatrixRMaj x, DMatrixRMaj context) {
    return run(Way.TO_BASE, true, x, context).logDensity();
  }

  /**
   * log p(x | c) of every row with an error bar: how far it may be from that of the exact flow, by
   * solver, rounding and a stochastic trace. It is meant to cover the error of 95 rows of 100.
   *
   * <p>Cost: some four times that of log densities alone, eight times with a stochastic trace.
   *
   * @param context {@code [rows][contextDim]}, without rows and columns if there is none
   * @return points whose {@link FlowPoints#logDensityError} is not empty
   */
  public FlowPoints logDensityWithError(DMatrixRMaj x, DMatrixRMaj context) {
    FlowRun.requireFinite(x, context);
    try (Scorer scorer = onUsefulThreads(x.numRows).scorer()) {
      return scorer.scoreWithErrors(x, context).orThrow();
    }
  }

  /** The same for a density that is not conditional. */
  @Override
  public FlowPoints logDensityWithError(DMatrixRMaj x) {
    return logDensityWithError(x, NO_CONTEXT);
  }

  /** A session that scores and moves rows again and again, and must be closed. */
  @Override
  public Scorer scorer() {
    return new Scorer(this);
  }

  /** The base point of every row of {@code x}, without the cost of a trace. */
  public DMatrixRMaj encode(DMatrixRMaj x) {
    return encode(x, NO_CONTEXT);
  }

  /** The base point of every row under its context. */
  public DMatrixRMaj encode(DMatrixRMaj x, DMatrixRMaj context) {
    return run(Way.TO_BASE, false, x, context).points();
  }

  /** Base points and log densities of {@code x} from one move. */
  public FlowPoints encodeWithLogDensity(DMatrixRMaj x) {
    return encodeWithLogDensity(x, NO_CONTEXT);
  }

  /** Base points and log p(x | c) from one move. */
  public FlowPoints encodeWithLogDensity(DMatrixRMaj x, DMatrixRMaj context) {
    return run(Way.TO_BASE, true, x, context);
  }

  /** The data point of every base point in {@code z}: the inverse of {@link #encode}. */
  public DMatrixRMaj decode(DMatrixRMaj z) {
    return decode(z, NO_CONTEXT);
  }

  /** The data point of every base point under its context. */
  public DMatrixRMaj decode(DMatrixRMaj z, DMatrixRMaj context) {
    return run(Way.TO_DATA, false, z, context).points();
  }

  /** Draws of the base at time 0, moved to the data, and their log densities there. */
  public FlowPoints move(DMatrixRMaj baseDraws) {
    return move(baseDraws, NO_CONTEXT);
  }

  /**
   * The same under contexts: log p(x | c).
   *
   * <p>The points are those of {@link #decode}, and log densities those of {@link #logDensity} at
   * them: where a solve is part of the map, it is solved back for that, since a solve that watched
   * log densities on the way would take other steps and so find other points.
   */
  public FlowPoints move(DMatrixRMaj baseDraws, DMatrixRMaj context) {
    if (flow.transform().solves() == 0) return run(Way.TO_DATA, true, baseDraws, context);
    flow.transform().requireLogDeterminant();
    FlowPoints moved = run(Way.TO_DATA, false, baseDraws, context);
    return moved.with(run(Way.TO_BASE, true, moved.points(), context));
  }

  /** {@code n} draws, a function of n, seed and settings. */
  @Override
  public DMatrixRMaj sample(int n, long seed) {
    return decode(baseDraws(n, seed));
  }

  /**
   * A draw for every row of contexts, a function of the contexts, seed and settings.
   *
   * @param context {@code [n][contextDim]}
   * @return {@code [n][dim]}
   */
  public DMatrixRMaj sample(DMatrixRMaj context, long seed) {
    return decode(baseDraws(context.numRows, seed), context);
  }

  /** Draws, those of {@link #sample}, and their log densities. */
  public FlowPoints sampleWithLogDensity(int n, long seed) {
    return move(baseDraws(n, seed));
  }

  /** A draw for every row of contexts, and its log p(x | c). */
  public FlowPoints sampleWithLogDensity(DMatrixRMaj context, long seed) {
    return move(baseDraws(context.numRows, seed), context);
  }

  /**
   * The first rows of a block of {@value #SAMPLE_BLOCK} draws: for more draws than memory holds.
   *
   * <p>Row i of block b is draw b · {@value #SAMPLE_BLOCK} + i of the seed, and that row of {@link
   * #sample}: a function of its number, the seed and the settings alone.
   *
   * @param block from 0
   * @param rows from 1 to {@value #SAMPLE_BLOCK}
   */
  @Override
  public DMatrixRMaj sampleBlock(long block, int rows, long seed) {
    requireBlock(block, rows);
    return decode(drawBlock(block, rows, seed));
  }

  /**
   * The first rows of a block of draws, one for every row of contexts; the base draws are those of
   * the block.
   *
   * @param block from 0
   * @param context {@code [rows][contextDim]}, 1 to {@value #SAMPLE_BLOCK} rows
   */
  public DMatrixRMaj sampleBlock(long block, DMatrixRMaj context, long seed) {
    requireBlock(block, context.numRows);
    return decode(drawBlock(block, context.numRows, seed), context);
  }

  static void requireBlock(long block, int rows) {
    if (block < 0 || rows < 1 || rows > SAMPLE_BLOCK) {
      throw new IllegalArgumentException(
          "expected a block from 0 on and 1 to %d rows of it, got block %d and %d rows"
              .formatted(SAMPLE_BLOCK, block, rows));
    }
  }

  /** Refuses what is not finite, and rows that fail. */
  private FlowPoints run(Way way, boolean withLogDensity, DMatrixRMaj rows, DMatrixRMaj context) {
    FlowRun.requireFinite(rows, context);
    try (FlowRun run = onUsefulThreads(rows.numRows).session(way, withLogDensity)) {
      return run.run(rows, context, () -> false).orThrow();
    }
  }

  private FlowDensity onUsefulThreads(int rows) {
    int blocks = Shard.count(rows, FlowRun.PANELS * parallelism.shardSize());
    int useful = Math.max(1, Math.min(parallelism.threads(), blocks));
    return withParallelism(parallelism.withThreads(useful));
  }

  /** Refuses settings that no solve can keep to, before any work. */
  void requireSolvable() {
    flow.transform().solved(OdeSettings::resolved);
  }

  /** Without log densities nobody pays for a trace. */
  FlowRun session(Way way, boolean withLogDensity) {
    FlowDensity paid =
        withLogDensity
            ? this
            : through(flow.transform().solved(how -> how.withTrace(new Trace.None())));
    return new FlowRun(paid.flow, theta, contextUnits, parallelism, way, withLogDensity);
  }

  /** Row by row, so that the first n of more base draws are these n. */
  DMatrixRMaj baseDraws(int n, long seed) {
    if (n < 1) throw new IllegalArgumentException("expected at least 1 sample, got " + n);
    DMatrixRMaj z = new DMatrixRMaj(n, dim());
    for (int first = 0; first < n; first += SAMPLE_BLOCK) {
      drawBlock(first / SAMPLE_BLOCK, seed, z, first, Math.min(SAMPLE_BLOCK, n - first));
    }
    return z;
  }

  private DMatrixRMaj drawBlock(long block, int rows, long seed) {
    DMatrixRMaj z = new DMatrixRMaj(rows, dim());
    drawBlock(block, seed, z, 0, rows);
    return z;
  }

  /** Fills rows of {@code z} with the first base draws of a block, each block a random stream. */
  void drawBlock(long block, long seed, DMatrixRMaj z, int first, int count) {
    RandomGenerator rng = new RandomStreams(seed).stream(RandomStreams.Purpose.SAMPLES, block, 0);
    BaseDensity density = flow.logDensity(theta).base();
    double[] row = new double[dim()];
    for (int i = first; i < first + count; i++) {
      density.sample(rng, row);
      System.arraycopy(row, 0, z.data, i * dim(), dim());
    }
  }
}
