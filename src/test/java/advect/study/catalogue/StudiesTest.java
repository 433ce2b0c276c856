package advect.study.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.result.Json;
import advect.experiment.result.StudyMetrics;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.SpecException;
import advect.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudiesTest {
  static List<Path> files() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("experiments"))) {
      return entries
          .filter(p -> p.toString().endsWith(".yaml"))
          .filter(p -> ExperimentFile.read(p, List.of()).isStudy())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aShippedStudyIsWholeAndItsResultsAreThoseOfItsFile(Path file) {
    Study study = Studies.of(ExperimentFile.read(file, List.of()));
    assertThat(file.getFileName()).hasToString(study.name() + ".yaml");
    String tree = Json.line(study.tree());
    assertThat(Studies.of(ExperimentFile.parse(tree, "tree", List.of()))).isEqualTo(study);
    Path results = Path.of("results").resolve(study.name());
    StudyMetrics metrics = StudyMetrics.read(results.resolve("metrics.json"));
    assertThat(Json.line(metrics.config())).isEqualTo(tree);
    assertThat(metrics.seed()).isEqualTo(study.seed());
    assertThat(metrics.measured().test()).isNotEmpty();
    assertThat(metrics.measured().test().values()).allMatch(Double::isFinite);
    assertThat(metrics.protocol()).isNotBlank();
  }

  @Test
  void mistakesNameWhatIsKnown() {
    assertThatThrownBy(() -> study("name: a\nstudy: memry\n"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("did you mean memory?");
    assertThatThrownBy(() -> study("name: a\nstudy: memory\nwidht: 3\n"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("unknown key widht; did you mean width?");
    assertThatThrownBy(() -> study("name: a/b\nstudy: memory\n"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("name names the results directory");
  }

  private static Study study(String yaml) {
    return Studies.of(ExperimentFile.parse(yaml, "mine.yaml", List.of()));
  }
}
