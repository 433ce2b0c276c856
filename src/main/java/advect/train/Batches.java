package advect.train;

import org.ejml.data.DMatrixRMaj;

/** What an iteration trains on; a function of the iteration alone. */
@FunctionalInterface
public interface Batches {
  /** {@code [batch][dim]}, in data units; read only. */
  DMatrixRMaj batch(int iteration);

  /**
   * What tells the rows behind the batches from others, such as a digest, so that no training goes
   * on with other rows; empty if the first batch and the standardisation must do.
   */
  default String identity() {
    return "";
  }
}
