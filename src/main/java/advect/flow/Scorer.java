package advect.flow;

import advect.flow.FlowRun.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private final Density density;
  private final List<FlowDensity> members;
  private final MemberMean mean;
  private @Nullable List<FlowRun> toBase;
  private @Nullable List<FlowRun> toData;
  private @Nullable List<ErrorBars> bars;

  Scorer(Density density) {
    this.density = density;
    members = density.members();
    mean = new MemberMean(density);
    members.forEach(FlowDensity::requireSolvable);
  }

  /**
   * Base points and log densities of rows.
   *
   * @throws IllegalArgumentException if x has another width, or the density is conditional
   */
  public FlowPoints score(DMatrixRMaj x) {
    return score(x, FlowDensity.NO_CONTEXT);
  }

  /** Base points and log p(x | c) of rows under their contexts. */
  public FlowPoints score(DMatrixRMaj x, DMatrixRMaj context) {
    return score(x, context, Scorer::never);
  }

  /**
   * The same within a time.
   *
   * @param context without rows and columns for a density that is not conditional
   * @param time after which rows that have not arrived are given up, as {@link
   *     advect.ode.step.SolveStatus#STOPPED}
   */
  public FlowPoints score(DMatrixRMaj x, DMatrixRMaj context, Duration time) {
    return score(x, context, until(time));
  }

  private FlowPoints score(DMatrixRMaj x, DMatrixRMaj context, BooleanSupplier stop) {
    return mean.of(toBase().stream().map(run -> run.run(x, context, stop)).toList());
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
    List<FlowPoints> scored = new ArrayList<>();
    for (int k = 0; k < members.size(); k++) {
      FlowPoints own = toBase().get(k).run(x, context, Scorer::never);
      scored.add(bars().get(k).on(own, x, context, Scorer::never));
    }
    return mean.of(scored);
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

  /** {@code n} draws, those of {@link Density#sample}, with what their solves did. */
  public FlowPoints sample(int n, long seed) {
    if (n < 1) throw new IllegalArgumentException("expected at least 1 sample, got " + n);
    return draws(0, n, seed);
  }

  /** The first rows of a block of draws, those of {@link Density#sampleBlock}. */
  public FlowPoints sampleBlock(long block, int rows, long seed) {
    FlowDensity.requireBlock(block, rows);
    return draws(block, rows, seed);
  }

  private FlowPoints draws(long block, int count, long seed) {
    MemberPoints all = new MemberPoints(count, members.get(0).dim());
    for (int k = 0; k < members.size(); k++) {
      MemberDraws own = MemberDraws.of(density, k, block, count, seed);
      if (own.rows().length == 0) continue;
      all.put(own.rows(), toData().get(k).run(own.base(), FlowDensity.NO_CONTEXT, Scorer::never));
    }
    return all.points();
  }

  /**
   * The data points of base points, such as draws of the base.
   *
   * @throws IllegalStateException if the density is an ensemble, whose members have different maps
   */
  public FlowPoints decode(DMatrixRMaj z, DMatrixRMaj context) {
    if (members.size() > 1) {
      throw new IllegalStateException(
          "an ensemble of %d flows has no one map from the base; take one of its members"
              .formatted(members.size()));
    }
    return toData().get(0).run(z, context, Scorer::never);
  }

  private List<FlowRun> toBase() {
    List<FlowRun> made = toBase;
    if (made == null) {
      made = members.stream().map(member -> member.session(Way.TO_BASE, true)).toList();
      toBase = made;
    }
    return made;
  }

  private List<FlowRun> toData() {
    List<FlowRun> made = toData;
    if (made == null) {
      made = members.stream().map(member -> member.session(Way.TO_DATA, false)).toList();
      toData = made;
    }
    return made;
  }

  private List<ErrorBars> bars() {
    List<ErrorBars> made = bars;
    if (made == null) {
      made = members.stream().map(ErrorBars::new).toList();
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
    if (toBase != null) toBase.forEach(FlowRun::close);
    if (toData != null) toData.forEach(FlowRun::close);
    if (bars != null) bars.forEach(ErrorBars::close);
  }
}
