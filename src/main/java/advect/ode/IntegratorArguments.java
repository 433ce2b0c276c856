package advect.ode;

import java.util.Locale;

/** What every integrator demands of its arguments. */
final class IntegratorArguments {
  private IntegratorArguments() {}

  /** Refuses times that are not finite and arrays of the wrong length. */
  static void check(double t0, double t1, int state, int size, int total, int integrals) {
    if (!Double.isFinite(t0) || !Double.isFinite(t1)) {
      throw bad("times from %s to %s: expected finite numbers", t0, t1);
    }
    if (state != size) throw bad("state [%d]: expected [%d], the integrator's size", state, size);
    if (total != integrals) {
      throw bad("total [%d]: expected [%d], one for each integral", total, integrals);
    }
  }

  /** The size, which must be at least 1. */
  static int requireSize(int size) {
    if (size < 1) throw bad("an integrator for states [%d]: expected at least [1]", size);
    return size;
  }

  /** Refuses to control no number, or more than there are. */
  static void requireControlled(int size, int controlled) {
    requireSize(size);
    if (controlled < 1 || controlled > size) {
      throw bad("error norm of %d numbers: expected 1 to %d, the size", controlled, size);
    }
  }

  private static IllegalArgumentException bad(String message, Object... args) {
    return new IllegalArgumentException(String.format(Locale.ROOT, message, args));
  }
}
