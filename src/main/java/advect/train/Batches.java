package advect.train;

import org.ejml.data.DMatrixRMaj;

/** What an iteration trains on; a function of the iteration alone. */
@FunctionalInterface
public interface Batches {
  /** {@code [batch][dim]}, in data units; read only. */
  DMatrixRMaj batch(int iteration);
}
