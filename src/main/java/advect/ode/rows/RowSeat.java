package advect.ode.rows;

import static java.util.Objects.requireNonNull;

import advect.numeric.Finite;
import advect.ode.SolveReport;
import advect.ode.step.ErrorNorm;
import advect.ode.step.SolveStatus;
import advect.ode.step.StepController;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A place in the panel: what the row in it evaluates next, and what it makes of the answer.
 *
 * <p>A row evaluates F where it stands, unless known (FIRST); then, if it has to find a first step,
 * a little further (PROBE); then the stages of a step (STAGE), which it accepts or tries again.
 */
final class RowSeat {
  private enum Phase {
    FIRST,
    PROBE,
    STAGE
  }

  private static final double[] DIFFERENCE = {-1, 1};

  private final RowMethod method;
  private final StepController control;
  private final double t1;
  private int row = -1;
  private Phase phase = Phase.FIRST;
  private int stage;
  private double t;
  private double t0;
  private boolean begun;
  private double slopeSize;
  private double probe;
  private int accepted;
  private int rejected;
  private int evaluations;
  private @Nullable SolveStatus verdict;

  RowSeat(RowMethod method, double t1) {
    this.method = method;
    this.t1 = t1;
    control = method.controller();
  }

  boolean isEmpty() {
    return row < 0;
  }

  int row() {
    return row;
  }

  /** Takes a row, whose numbers are in the panel. */
  void enter(int newRow, double start, RowPanel panel, int seat) {
    row = newRow;
    t0 = start;
    t = start;
    begun = false;
    accepted = 0;
    rejected = 0;
    evaluations = 0;
    verdict = null;
    phase = Phase.FIRST;
    panel.readState(seat, method.start);
    if (t == t1) {
      verdict = SolveStatus.REACHED_END;
    } else if (!Finite.all(method.start)) {
      verdict = SolveStatus.NOT_FINITE;
    }
    if (verdict == null) panel.plan(seat, 0, t);
  }

  /** Empties the seat. */
  void leave() {
    row = -1;
  }

  /** How the row ended; null while it is under way. */
  @Nullable SolveStatus verdict() {
    return verdict;
  }

  /** Gives up the row for a reason that is not its own. */
  void stop() {
    verdict = SolveStatus.STOPPED;
  }

  SolveReport report() {
    double h = begun ? control.h() : 0;
    return new SolveReport(requireNonNull(verdict), t, h, accepted, rejected, evaluations);
  }

  /** Takes the answer to what was planned, and plans what follows, or comes to a verdict. */
  void advance(RowPanel panel, int seat) {
    evaluations++;
    boolean finite = panel.isFinite(seat);
    switch (phase) {
      case FIRST -> first(panel, seat, finite);
      case PROBE -> probed(panel, seat, finite);
      case STAGE -> staged(panel, seat, finite);
    }
  }

  /** No step begins where F is not finite. */
  private void first(RowPanel panel, int seat, boolean finite) {
    if (!finite) {
      verdict = SolveStatus.NOT_FINITE;
    } else if (begun) {
      step(panel, seat);
    } else if (control.needsFirstStep()) {
      look(panel, seat);
    } else {
      begin(0, panel, seat);
    }
  }

  private void look(RowPanel panel, int seat) {
    ErrorNorm norm = requireNonNull(control.norm());
    double span = Math.abs(t1 - t0);
    panel.readState(seat, method.start);
    panel.readStage(seat, 0, method.scratch);
    slopeSize = size(norm, method.scratch);
    probe = norm.probe(size(norm, method.start), slopeSize, span);
    if (probe == 0) {
      begin(span, panel, seat);
      return;
    }
    phase = Phase.PROBE;
    double h = Math.copySign(probe, t1 - t0);
    panel.plan(seat, 1, t + h);
    panel.weigh(seat, 0, h);
  }

  private void probed(RowPanel panel, int seat, boolean finite) {
    double bend = Double.NaN;
    ErrorNorm norm = requireNonNull(control.norm());
    if (finite) {
      double[] difference = method.scratch;
      Arrays.fill(difference, 0);
      panel.addStages(seat, 1, DIFFERENCE, difference);
      panel.readState(seat, method.start);
      bend = size(norm, difference) / probe;
    }
    panel.clearStages(seat, 1);
    control.begin(t0, t1, norm.firstStep(probe, slopeSize, bend, Math.abs(t1 - t0)));
    begun = true;
    attempt(panel, seat);
  }

  /** The size of something where the row stands. */
  private double size(ErrorNorm norm, double[] of) {
    return method.size(norm, of, method.start);
  }

  private void begin(double firstStep, RowPanel panel, int seat) {
    control.begin(t0, t1, firstStep);
    begun = true;
    step(panel, seat);
  }

  /** Begins steps until one needs an evaluation. */
  private void step(RowPanel panel, int seat) {
    attempt(panel, seat);
    if (method.last == 0) finish(panel, seat);
  }

  private void attempt(RowPanel panel, int seat) {
    control.plan(t);
    stage = 0;
    if (method.last > 0) nextStage(panel, seat);
  }

  private void nextStage(RowPanel panel, int seat) {
    stage++;
    phase = Phase.STAGE;
    double h = control.h();
    double c = method.tableau.c(stage);
    panel.plan(seat, stage, c == 1 ? control.end() : t + c * h);
    double[] a = method.rows[stage];
    for (int j = 0; j < a.length; j++) panel.weigh(seat, j, h * a[j]);
  }

  private void staged(RowPanel panel, int seat, boolean finite) {
    if (!finite) {
      notFinite(panel, seat);
    } else if (stage < method.last) {
      nextStage(panel, seat);
    } else {
      finish(panel, seat);
    }
  }

  private void notFinite(RowPanel panel, int seat) {
    panel.clearStages(seat, 1);
    control.notFinite();
    reject(panel, seat);
  }

  /** Decides about a step of which all stages are known. */
  private void finish(RowPanel panel, int seat) {
    panel.readState(seat, method.start);
    if (method.firstSameAsLast) {
      panel.readPoint(seat, method.end);
    } else {
      System.arraycopy(method.start, 0, method.end, 0, method.end.length);
      panel.addStages(seat, control.h(), method.weights, method.end);
    }
    ErrorNorm norm = control.norm();
    if (!Finite.all(method.end)) {
      notFinite(panel, seat);
    } else if (control.accepts(norm == null ? 0 : error(norm, panel, seat))) {
      accept(panel, seat);
    } else {
      reject(panel, seat);
    }
  }

  private double error(ErrorNorm norm, RowPanel panel, int seat) {
    Arrays.fill(method.scratch, 0);
    panel.addStages(seat, control.h(), method.errorWeights, method.scratch);
    return method.size(norm, method.scratch, method.end);
  }

  private void accept(RowPanel panel, int seat) {
    accepted++;
    panel.writeState(seat, method.end);
    t = control.end();
    if (t == t1) {
      verdict = SolveStatus.REACHED_END;
      return;
    }
    verdict = control.obstacle();
    if (verdict != null) return;
    if (method.firstSameAsLast) {
      panel.makeFirst(seat, method.last);
      attempt(panel, seat);
    } else {
      phase = Phase.FIRST;
      panel.plan(seat, 0, t);
    }
  }

  private void reject(RowPanel panel, int seat) {
    rejected++;
    verdict = control.obstacle();
    if (verdict == null) attempt(panel, seat);
  }
}
