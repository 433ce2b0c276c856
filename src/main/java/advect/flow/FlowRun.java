package advect.flow;

import advect.flow.transform.RowMove;
import advect.flow.transform.Samples;
import advect.flow.transform.Transform;
import advect.ode.SolveReport;
import advect.parallel.Parallelism;
import advect.parallel.Shard;
import advect.parallel.ShardPool;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Passes of a flow over many rows in one direction. Rows are cut into blocks, which threads share
 * out; a row is moved by itself, so blocks are for memory and balance alone.
 */
final class FlowRun implements AutoCloseable {
  /** Numbers of the states of a block, at most: 8 MB. */
  private static final int MOST_NUMBERS = 1 << 20;

  /** Blocks a thread, so that none waits long for another at the end. */
  private static final int BLOCKS = 4;

  /** Panels a block at least, so that few seats are empty at its end. */
  static final int PANELS = 8;

  private final Flow flow;
  private final Way way;
  private final boolean withLogDensity;
  private final Standardization contextUnits;
  private final Parallelism parallelism;
  private final ShardPool<RowMove> pool;

  /** Which way rows go. */
  enum Way {
    /** From data units to the base. */
    TO_BASE,
    /** From the base to data units. */
    TO_DATA
  }

  private final LogDensity density;

  FlowRun(
      Flow flow,
      double[] theta,
      Standardization contextUnits,
      Parallelism parallelism,
      Way way,
      boolean withLogDensity) {
    if (withLogDensity) flow.transform().requireLogDeterminant();
    this.flow = flow;
    this.way = way;
    this.withLogDensity = withLogDensity;
    this.contextUnits = contextUnits;
    this.parallelism = parallelism;
    density = flow.logDensity(theta);
    double[] phi = flow.ofTransform(theta);
    Transform map = way == Way.TO_BASE ? flow.transform().inverse() : flow.transform();
    pool =
        new ShardPool<>(
            parallelism.threads(), () -> new LadderMove(map, phi, parallelism.shardSize()));
  }

  /**
   * Moves rows.
   *
   * @param stop asked again and again; once true, rows that are not there yet are given up
   */
  FlowPoints run(DMatrixRMaj input, DMatrixRMaj context, BooleanSupplier stop) {
    requireShape(input, context);
    Output out = new Output(input.numRows);
    BooleanSupplier asked = () -> pool.isStopping() || stop.getAsBoolean();
    pool.run(
        input.numRows, blockSize(input.numRows), (m, b) -> move(m, b, input, context, out, asked));
    return out.points();
  }

  /** Whole shards, for transforms that solve their rows in shards. */
  private int blockSize(int rows) {
    int threads = parallelism.threads();
    int share = threads == 1 ? rows : rows / (BLOCKS * threads) + 1;
    int least = PANELS * parallelism.shardSize();
    int most = Math.max(least, MOST_NUMBERS / (flow.dim() + 1));
    int wanted = Math.max(least, Math.min(share, most));
    return Shard.count(wanted, parallelism.shardSize()) * parallelism.shardSize();
  }

  private void move(
      RowMove move,
      Shard block,
      DMatrixRMaj input,
      DMatrixRMaj context,
      Output out,
      BooleanSupplier stop) {
    Samples samples = new Samples(flow.dim(), context.numCols, block.count());
    contextUnits.gather(context, block, samples.context());
    units(Way.TO_BASE).gather(input, block, samples.z());
    double[] logp = new double[block.count()];
    boolean drawn = withLogDensity && way == Way.TO_DATA;
    if (drawn) density.ofDraws(samples.z(), logp);
    SolveReport[] reports = move.forward(samples, block.first(), stop);
    if (drawn) density.afterMove(samples, logp);
    if (withLogDensity && way == Way.TO_BASE) density.ofPoints(samples, logp);
    out.write(block, samples, logp, reports);
  }

  /** The units of what is read, for rows that go this way, or of what is written otherwise. */
  private Standardization units(Way data) {
    return way == data ? flow.units() : Standardization.identity(flow.dim());
  }

  @Override
  public void close() {
    pool.close();
  }

  private void requireShape(DMatrixRMaj rows, DMatrixRMaj context) {
    requireShape(rows, context, flow.dim(), contextUnits.dim());
  }

  /** Requires so many columns, and a context for each row if there is to be one. */
  static void requireShape(DMatrixRMaj rows, DMatrixRMaj context, int dim, int contextDim) {
    if (rows.numCols != dim) {
      throw new IllegalArgumentException(
          "expected [rows][%d], got [%d][%d]".formatted(dim, rows.numRows, rows.numCols));
    }
    if (context.numCols != contextDim || (contextDim > 0 && context.numRows != rows.numRows)) {
      throw new IllegalArgumentException(
          "expected a context [%d][%d], one row for each row of the points, got [%d][%d]"
              .formatted(rows.numRows, contextDim, context.numRows, context.numCols));
    }
  }

  /** Requires finite numbers. */
  static void requireFinite(DMatrixRMaj rows, DMatrixRMaj context) {
    requireFinite("row %d, column %d", rows);
    requireFinite("row %d, column %d of the context", context);
  }

  private static void requireFinite(String place, DMatrixRMaj x) {
    for (int i = 0; i < x.getNumElements(); i++) {
      if (!Double.isFinite(x.data[i])) {
        throw new IllegalArgumentException(
            (place + " is %s; every number must be finite")
                .formatted(i / x.numCols + 1, i % x.numCols + 1, x.data[i]));
      }
    }
  }

  /** Where blocks leave their rows. */
  private final class Output {
    final DMatrixRMaj points;
    final double[] logDensity;
    final SolveReport[] reports;

    Output(int rows) {
      points = new DMatrixRMaj(rows, flow.dim());
      logDensity = new double[withLogDensity ? rows : 0];
      reports = new SolveReport[rows];
    }

    void write(Shard block, Samples at, double[] logp, SolveReport[] found) {
      units(Way.TO_DATA).scatter(at.z(), block, points);
      if (withLogDensity) System.arraycopy(logp, 0, logDensity, block.first(), logp.length);
      System.arraycopy(found, 0, reports, block.first(), found.length);
      for (int i = 0; i < found.length; i++) {
        if (!found[i].reachedEnd()) leaveOut(block.first() + i);
      }
    }

    /** A row that did not arrive has no numbers. */
    private void leaveOut(int row) {
      Arrays.fill(points.data, row * flow.dim(), (row + 1) * flow.dim(), Double.NaN);
      if (withLogDensity) logDensity[row] = Double.NaN;
    }

    FlowPoints points() {
      return new FlowPoints(points, logDensity, reports);
    }
  }
}
