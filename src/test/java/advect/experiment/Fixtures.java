package advect.experiment;

import java.util.List;

/** Names and texts that several tests need. */
final class Fixtures {
  static final Choices CHOICES =
      new Choices(
          List.of("8gaussians", "two-moons", "circles"),
          List.of("dopri5", "tsit5"),
          List.of("euler", "rk4"));

  private Fixtures() {}

  /** Parses {@code yaml} as the file x.yaml. */
  static ExperimentSpec parse(String yaml, String... settings) {
    return ExperimentSpec.parse(yaml, "x.yaml", List.of(settings), CHOICES);
  }
}
