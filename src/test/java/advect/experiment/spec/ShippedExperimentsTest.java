package advect.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedExperimentsTest {
  private static final Path EXPERIMENTS = Path.of("experiments");

  static List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(EXPERIMENTS)) {
      return entries
          .filter(p -> p.toString().endsWith(".yaml"))
          .filter(p -> !ExperimentFile.read(p, List.of()).isStudy())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileIsValidAndNamedAfterItsExperiment(Path file) {
    ExperimentSpec spec = ExperimentSpec.read(file, List.of());
    assertThat(file.getFileName()).hasToString(spec.name() + ".yaml");
    if (spec.data() instanceof DataSpec.ToySpec toy) assertThat(toy.name()).isEqualTo(spec.name());
  }
}
