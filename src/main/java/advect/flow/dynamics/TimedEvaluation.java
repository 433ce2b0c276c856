package advect.flow.dynamics;

/** An evaluation of a flow's dynamics in which every sample has a time of its own. */
@FunctionalInterface
public interface TimedEvaluation {
  /**
   * Writes dy/dt.
   *
   * @param t the time of each sample, {@code [samples]}, read only
   * @param y the state as {@link FlowDynamics} has it, read only
   * @param dydt overwritten
   */
  void forward(double[] t, double[] y, double[] dydt);
}
