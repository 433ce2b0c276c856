package advect.data;

import org.ejml.data.DMatrixRMaj;

/** Rows dealt out in batches of one size, every row once an epoch. */
public interface RowBatches {
  /** Rows of a batch. */
  int size();

  /**
   * The rows of batch {@code iteration}, counted from 0: a function of the number alone.
   *
   * @return a new matrix {@code [size][dim]}
   */
  DMatrixRMaj batch(int iteration);
}
