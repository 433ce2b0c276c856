package advect.experiment.spec;

import java.util.List;

/** Experiments that several tests need. */
final class Fixtures {
  private Fixtures() {}

  /** Parses {@code yaml} as the file x.yaml. */
  static ExperimentSpec parse(String yaml, String... settings) {
    return ExperimentSpec.parse(yaml, "x.yaml", List.of(settings));
  }
}
