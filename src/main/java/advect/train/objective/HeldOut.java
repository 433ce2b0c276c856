package advect.train.objective;

import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.numeric.NumericalException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

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
   * @throws IllegalArgumentException if its settings leave out the trace, rows have another shape,
   *     or a number is not finite
   */
  public static HeldOut of(ContinuousFlow flow, Batch rows) {
    flow.flow().transform().requireLogDeterminant();
    rows.requireShape(flow.dim(), flow.contextDim());
    return new HeldOut(Optional.of(flow), rows.counted());
  }

  /** No rows: the last parameters count. */
  public static HeldOut none() {
    return new HeldOut(Optional.empty(), Batch.of(new DMatrixRMaj(0, 0)));
  }

  /** The rows, without those of weight 0. */
  public Batch rows() {
    return rows;
  }

  /** Adds what its judgement depends on: the rows, and the flow with the settings that it has. */
  public void addTo(Map<String, String> words) {
    words.put("validation rows", rows.digest());
    if (flow.isEmpty()) return;
    FlowSettings settings = flow.get().settings();
    Map<String, String> own = new LinkedHashMap<>();
    own.put("solver", settings.solver().describe());
    own.put("shard size", Integer.toString(settings.parallelism().shardSize()));
    own.put("end", Double.toString(flow.get().end()));
    Fingerprint.addTo(own, flow.get());
    own.forEach((key, value) -> words.put(key + " of validation", value));
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
