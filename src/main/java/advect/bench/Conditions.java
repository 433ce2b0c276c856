package advect.bench;

import advect.kernel.Precision;

/**
 * Under what a piece of work is done.
 *
 * @param precision of the field's arithmetic
 * @param adjoint how it is differentiated
 * @param threads how many shards are solved at once
 */
public record Conditions(Precision precision, AdjointChoice adjoint, int threads) {
  /** Requires at least one thread. */
  public Conditions {
    if (threads < 1) throw new IllegalArgumentException("threads must be at least 1: " + threads);
  }
}
