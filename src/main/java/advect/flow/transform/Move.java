package advect.flow.transform;

import advect.ode.SolveReport;
import advect.ode.SolveStatus;

/** A map that moves samples. */
@FunctionalInterface
public interface Move {
  /** The report of a map that needs no solve: one evaluation. */
  SolveReport DIRECT = new SolveReport(SolveStatus.REACHED_END, 1, 0, 0, 0, 0);

  /**
   * Moves samples: z becomes T(z), and log |det| and running costs are added to those that they
   * have. Where T has no value, z or log |det| are NaN. The context is read only.
   *
   * @return what the solve did, {@link #DIRECT} if there was none; unless it reached its end, the
   *     samples are of no use
   */
  SolveReport forward(Samples samples, Turn turn);
}
