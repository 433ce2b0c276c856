package advect.flow.transform;

import advect.ode.SolveReport;
import advect.ode.SolveStatus;

/** A map that moves samples. */
@FunctionalInterface
public interface Move {
  /** Of a map that no solve is needed for. */
  SolveReport DIRECT = new SolveReport(SolveStatus.REACHED_END, 1, 0, 0, 0, 0);

  /**
   * Moves samples: z becomes T(z), and log |det| and running costs are added to theirs. Where T has
   * no value, z or log |det| are NaN.
   *
   * @return what the solve did, {@link #DIRECT} if there was none; unless it reached its end, the
   *     samples are of no use
   */
  SolveReport forward(Samples samples, Turn turn);
}
