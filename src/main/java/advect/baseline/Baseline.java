package advect.baseline;

import advect.numeric.ShiftAndScale;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted density that needs no flow.
 *
 * <p>Threads: immutable; safe to share.
 */
public sealed interface Baseline permits FullGaussian, MixtureOfGaussians, KernelDensity {
  /** What it is, with what was chosen: "mixture of 8 Gaussians". */
  String name();

  /**
   * log p of each row.
   *
   * @param rows {@code [n][dim]}, a row a point; read only
   * @return {@code [n]}, in nats and in the units of the data
   * @throws IllegalArgumentException if there are not {@code dim} columns or a number is not finite
   */
  double[] logDensity(DMatrixRMaj rows);

  /** The units in which it was fitted: mean and standard deviation of each column. */
  ShiftAndScale units();

  /** Sentences on what a reader should know: rows left out, a ridge, a choice at its limit. */
  List<String> notes();
}
