package advect.train.objective;

import advect.flow.ContinuousFlow;
import advect.numeric.NumericalException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Rows that are not trained on, and how they judge parameters: by their mean negative log
 * likelihood, weighted where rows have weights.
 */
public final class HeldOut {
  private final Optional<ContinuousFlow> flow;
  private final Batch rows;

  private HeldOut(Optional<ContinuousFlow> flow, Batch rows) {
    this.flow = flow;
    this.rows = rows;
  }

  /**
   * Rows judged by a flow.
   *
   * @param flow whose settings evaluate; its parameters are not used
   * @param rows with context where the flow takes one
   * @throws IllegalArgumentException if its settings leave out the trace
   */
  public static HeldOut of(ContinuousFlow flow, Batch rows) {
    flow.flow().transform().requireLogDeterminant();
    return new HeldOut(Optional.of(flow), rows);
  }

  /** No rows: the last parameters count. */
  public static HeldOut none() {
    return new HeldOut(Optional.empty(), Batch.of(new org.ejml.data.DMatrixRMaj(0, 0)));
  }

  /** The rows. */
  public Batch rows() {
    return rows;
  }

  /** Mean NLL in nats; infinite if a row could not be scored, empty if there are no rows. */
  public OptionalDouble loss(double[] theta) {
    return flow.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(nll(flow.get(), theta));
  }

  private double nll(ContinuousFlow untrained, double[] theta) {
    try {
      ContinuousFlow now = untrained.withParameters(theta);
      return -rows.mean(now.logDensity(rows.x(), rows.context()));
    } catch (NumericalException e) {
      return Double.POSITIVE_INFINITY; // as bad as can be, and not the end of training
    }
  }
}
