package advect.experiment.spec;

/**
 * The rules that values of a specification obey, stated once in the compact constructors. {@code
 * !(x > 0)} also refuses NaN.
 */
final class Check {
  private Check() {}

  /** A value that breaks a rule; a reader of files adds where it was written. */
  static final class Violation extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String rule;

    private Violation(String key, String rule) {
      super(key + " " + rule);
      this.key = key;
      this.rule = rule;
    }

    String key() {
      return key;
    }

    String rule() {
      return rule;
    }
  }

  static void atLeast(String key, long value, long least) {
    that(value >= least, key, "must be at least %d, but is %d".formatted(least, value));
  }

  static void positive(String key, double value) {
    that(value > 0 && finite(value), key, "must be greater than 0, but is " + Spelling.of(value));
  }

  static void notNegative(String key, double value) {
    that(value >= 0 && finite(value), key, "must be 0 or greater, but is " + Spelling.of(value));
  }

  /** Requires 0 ≤ value < 1. */
  static void fraction(String key, double value) {
    that(
        value >= 0 && value < 1,
        key,
        "must be at least 0 and less than 1, but is " + Spelling.of(value));
  }

  static void that(boolean holds, String key, String rule) {
    if (!holds) throw new Violation(key, rule);
  }

  private static boolean finite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }
}
