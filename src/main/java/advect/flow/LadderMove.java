package advect.flow;

import advect.flow.transform.BoundTransform;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.RowMove;
import advect.flow.transform.Samples;
import advect.flow.transform.Transform;
import advect.kernel.Precision;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows as asked for, and those that fail once more, from their beginning, with more care:
 *
 * <ol>
 *   <li>in float64, where numbers are neither too large nor too rough for float32;
 *   <li>in float64 at a hundredth of the tolerance, which begins with smaller steps and accepts
 *       none that only seems good. A row that ran out of steps is not tried: it would need more.
 * </ol>
 *
 * <p>What would only be the same again is left out: the first where all is float64, the second
 * where steps follow no tolerance.
 *
 * <p>Each of these may take half of the steps that were allowed at first, so a row never costs more
 * than twice its limit. What a row goes through depends on that row alone.
 */
final class LadderMove implements RowMove {
  private final RowMove asked;
  private final List<Rung> rungs = new ArrayList<>();

  /** A way to try again. */
  private static final class Rung {
    private final Predicate<SolveStatus> helps;
    private final Supplier<RowMove> make;
    private @Nullable RowMove move;

    Rung(Predicate<SolveStatus> helps, Supplier<RowMove> make) {
      this.helps = helps;
      this.make = make;
    }

    boolean helps(SolveReport report) {
      return helps.test(report.status());
    }

    RowMove move() {
      RowMove made = move;
      if (made == null) {
        made = make.get();
        move = made;
      }
      return made;
    }
  }

  LadderMove(Transform map, double[] theta, int seats) {
    Transform resolved = map.solved(OdeSettings::resolved);
    asked = bound(resolved, theta, seats);
    if (OdeSettings.any(resolved, how -> how.precision() == Precision.FLOAT32)) {
      rungs.add(new Rung(LadderMove::failed, careful(map, theta, seats, OdeSettings::careful)));
    }
    if (OdeSettings.any(resolved, how -> how.tolerance().isPresent())) {
      rungs.add(
          new Rung(
              status -> failed(status) && status != SolveStatus.STEPS_EXHAUSTED,
              careful(map, theta, seats, OdeSettings::mostCareful)));
    }
  }

  private static boolean failed(SolveStatus status) {
    return status != SolveStatus.REACHED_END && status != SolveStatus.STOPPED;
  }

  private static Supplier<RowMove> careful(
      Transform map, double[] theta, int seats, UnaryOperator<OdeSettings> how) {
    return () -> bound(map.solved(how), theta, seats);
  }

  private static RowMove bound(Transform map, double[] theta, int seats) {
    BoundTransform bound = map.bind();
    bound.parameters(theta);
    return bound.rowMove(seats);
  }

  @Override
  public SolveReport[] forward(Samples samples, int firstRow, BooleanSupplier stop) {
    if (rungs.isEmpty()) return asked.forward(samples, firstRow, stop);
    Samples before = samples.copy();
    SolveReport[] reports = asked.forward(samples, firstRow, stop);
    for (Rung rung : rungs) {
      int[] failed =
          IntStream.range(0, reports.length).filter(row -> rung.helps(reports[row])).toArray();
      for (int row : failed) again(rung.move(), row, before, samples, reports, firstRow, stop);
    }
    return reports;
  }

  /** One by one, since there are few, and since probes may go by the number of a row. */
  private static void again(
      RowMove move,
      int row,
      Samples before,
      Samples samples,
      SolveReport[] reports,
      int firstRow,
      BooleanSupplier stop) {
    Samples one = before.part(row);
    SolveReport report = move.forward(one, firstRow + row, stop)[0];
    samples.replace(one, row);
    reports[row] = reports[row].then(report);
  }
}
