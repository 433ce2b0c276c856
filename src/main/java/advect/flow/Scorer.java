package advect.flow;

import advect.flow.FlowRun.Way;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A session that scores rows and moves draws of one density: for services, since what can be set up
 * is set up once, and a row that fails is no exception but has a report that says why.
 *
 * <p>Rows have the bits that {@link FlowDensity} gives them, alone and in any company. Shapes are
 * {@code [rows][dim]} and {@code [rows][contextDim]}, log densities in nats and in the units of the
 * data. A row that is not finite is not solved.
 *
 * <p>An interruption of the calling thread ends a call within an evaluation of the field, with
 * {@link IllegalStateException}; a deadline that passes gives up the rows that have not arrived. A
 * black box hears of either within its next evaluation too.
 *
 * <p>Threads: for one at a time; give every thread of a service a scorer of its own, of a density
 * on one thread.
 */
public final class Scorer implements AutoCloseable {
  /** Two centuries, which a long counts in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(73_000);

  private final FlowDensity density;
  private final FlowRun toBase;
  private @Nullable FlowRun toData;
  private @Nullable ErrorBars bars;

  Scorer(FlowDensity density) {
    this.density = density;
    toBase = density.session(Way.TO_BASE, true);
  }

  /**
   * Base points and log densities of rows.
   *
   * @throws IllegalArgumentException if x has another width, or the density is conditional
   */
  public FlowPoints score(DMatrixRMaj x) {
    return toBase.run(x, FlowDensity.NO_CONTEXT, Scorer::never);
  }

  /** Base points and log p(x | c) of rows under their contexts. */
  public FlowPoints score(DMatrixRMaj x, DMatrixRMaj context) {
    return toBase.run(x, context, Scorer::never);
  }

  /**
   * The same within a time.
   *
   * @param context without rows and columns for a density that is not conditional
   * @param time after which rows that have not arrived are given up, as {@link
   *     advect.ode.step.SolveStatus#STOPPED}
   */
  public FlowPoints score(DMatrixRMaj x, DMatrixRMaj context, Duration time) {
    return toBase.run(x, context, until(time));
  }

  /** The same for a density that is not conditional. */
  public FlowPoints score(DMatrixRMaj x, Duration time) {
    return score(x, FlowDensity.NO_CONTEXT, time);
  }

  /** Rows of a density that is not conditional, with error bars. */
  public FlowPoints scoreWithErrors(DMatrixRMaj x) {
    return scoreWithErrors(x, FlowDensity.NO_CONTEXT);
  }

  /** The same with an error bar beside each log density: {@link FlowPoints#logDensityError}. */
  public FlowPoints scoreWithErrors(DMatrixRMaj x, DMatrixRMaj context) {
    return bars().on(score(x, context), x, context, Scorer::never);
  }

  /**
   * log p of one row.
   *
   * @throws advect.ode.SolveException if its solve did not reach its end
   * @throws advect.numeric.NumericalException if the map has no value there
   */
  public double logDensity(double... row) {
    return score(new DMatrixRMaj(1, row.length, true, row)).orThrow().logDensity()[0];
  }

  /** {@code n} draws, those of {@link FlowDensity#sample}, with what their solves did. */
  public FlowPoints sample(int n, long seed) {
    return decode(density.baseDraws(n, seed), FlowDensity.NO_CONTEXT);
  }

  /** The data points of base points, such as draws of the base. */
  public FlowPoints decode(DMatrixRMaj z, DMatrixRMaj context) {
    FlowRun run = toData;
    if (run == null) {
      run = density.session(Way.TO_DATA, false);
      toData = run;
    }
    return run.run(z, context, Scorer::never);
  }

  private ErrorBars bars() {
    ErrorBars made = bars;
    if (made == null) {
      made = new ErrorBars(density);
      bars = made;
    }
    return made;
  }

  private static boolean never() {
    return false;
  }

  private static BooleanSupplier until(Duration time) {
    long start = System.nanoTime();
    long nanos = time.compareTo(LONGEST) < 0 ? time.toNanos() : Long.MAX_VALUE;
    return () -> System.nanoTime() - start > nanos;
  }

  /** Ends the session's threads. */
  @Override
  public void close() {
    toBase.close();
    if (toData != null) toData.close();
    if (bars != null) bars.close();
  }
}
