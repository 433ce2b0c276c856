package advect.experiment.spec;

import advect.input.Spelling;
import java.util.function.Supplier;

/** The rules that values of a specification obey, stated once in the compact constructors. */
public final class Check {
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

  /**
   * Runs a constructor on words of a command line, whose options are named as the keys are.
   *
   * @throws SpecException naming the option whose value breaks a rule
   */
  public static <T> T options(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (Violation e) {
      throw new SpecException("--" + e.getMessage(), e);
    }
  }

  /** Requires least ≤ value. */
  public static void atLeast(String key, long value, long least) {
    that(value >= least, key, "must be at least %d, but is %d".formatted(least, value));
  }

  /** Requires least ≤ value ≤ most. */
  public static void between(String key, long value, long least, long most) {
    atLeast(key, value, least);
    that(value <= most, key, "must be at most %d, but is %d".formatted(most, value));
  }

  /** Requires a positive, finite number. */
  public static void positive(String key, double value) {
    that(
        value > 0 && value <= Double.MAX_VALUE,
        key,
        "must be a finite number greater than 0, but is " + Spelling.of(value));
  }

  /** Requires whatever holds. */
  public static void that(boolean holds, String key, String rule) {
    if (!holds) throw new Violation(key, rule);
  }
}
