package advect.train.optimizer;

/** What the settings of all optimisers must be. */
final class Settings {
  private Settings() {}

  static void positive(String name, double value) {
    boolean holds = value > 0 && Double.isFinite(value);
    require(holds, name + " must be a finite number greater than 0", value);
  }

  static void notNegative(String name, double value) {
    boolean holds = value >= 0 && Double.isFinite(value);
    require(holds, name + " must be a finite number of 0 or more", value);
  }

  /** The share of an exponential mean that stays in a step. */
  static void memory(String name, double value) {
    require(value >= 0 && value < 1, name + " must be in [0, 1)", value);
  }

  private static void require(boolean holds, String rule, double value) {
    if (!holds) throw new IllegalArgumentException("%s, got %s".formatted(rule, value));
  }
}
