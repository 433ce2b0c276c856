package advect.experiment.check;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** A density whose integral is 1 by construction, and that can be drawn from: q. */
interface Proposal {
  /** log q of every row of {@code x [rows][dim]}, in nats; -∞ where q is 0. */
  double[] logDensity(DMatrixRMaj x);

  /** {@code n} independent draws, {@code [n][dim]}. */
  DMatrixRMaj sample(int n, RandomGenerator rng);
}
