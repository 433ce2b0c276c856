package advect.train.objective;

import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;

/** What an iteration trains on; a function of the iteration alone. */
@FunctionalInterface
public interface Batches {
  /** The rows of an iteration, counted from 0. */
  Batch batch(int iteration);

  /** Points alone, as a function of the iteration. */
  static Batches of(IntFunction<DMatrixRMaj> points) {
    return iteration -> Batch.of(points.apply(iteration));
  }

  /**
   * What tells the rows behind the batches from others, such as a digest, so that no training goes
   * on with other rows; empty if the first batch and the standardisation must do.
   */
  default String identity() {
    return "";
  }
}
