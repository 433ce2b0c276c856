package advect.experiment.result;

import java.util.Objects;

/**
 * Where a result comes from.
 *
 * @param machine what it ran on
 * @param versions what it ran with
 */
public record Provenance(Machine machine, Versions versions) {
  /** Requires both. */
  public Provenance {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(versions, "versions");
  }

  /** This machine, used with {@code threads} threads, and the versions now running. */
  public static Provenance current(int threads) {
    return new Provenance(Machine.current(threads), Versions.current());
  }
}
