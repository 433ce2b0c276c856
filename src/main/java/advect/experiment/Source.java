package advect.experiment;

import advect.flow.Standardization;
import advect.plot.Box;
import advect.train.Batches;
import java.util.List;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/**
 * What an experiment learns: where batches come from, what is held out, what is known of the truth.
 */
interface Source {
  /** Names of the columns. */
  List<String> columns();

  /** Shift and scale of the training data. */
  Standardization standardization();

  /** Batches of so many rows. */
  Batches batches(int size);

  /** Points that choose the best parameters. */
  DMatrixRMaj validation();

  /** Points that took no part in training. */
  DMatrixRMaj test();

  /** The region that pictures of two columns show. */
  Box box();

  /** The lowest NLL there is, if known. */
  OptionalDouble entropy();

  /** The exact log densities of points; empty if the truth is not known. */
  double[] trueLogDensity(DMatrixRMaj points);

  /** Whether {@link #trueLogDensity} has an answer. */
  default boolean known() {
    return entropy().isPresent();
  }

  /** Number of columns. */
  default int dim() {
    return columns().size();
  }
}
