package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.spec.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the project says of its results is what the committed ones say. */
class CommittedResultsTest {
  private static final double KL = 0.05;
  private static final double MASS = 1e-3;

  @Test
  void everyExperimentHasResults() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("experiments"))) {
      List<String> names =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !ExperimentFile.read(file, List.of()).isStudy())
              .map(file -> file.getFileName().toString())
              .map(name -> name.replace(".yaml", ""))
              .toList();
      assertThat(names).isNotEmpty();
      for (String name : names) {
        Metrics metrics = metrics(name);
        assertThat(metrics.subject().name()).isEqualTo(name);
        Metrics.Checks checks = metrics.checks();
        if (metrics.subject().dim() <= 2) { // beyond, no grid is fine enough to integrate on
          double error = Math.max(MASS, checks.massError());
          assertThat(checks.mass()).as(name).isCloseTo(1, within(error));
        }
        assertThat(Files.readString(Path.of("README.md"))).contains("[" + name + "](results/");
      }
    }
  }

  @Test
  void flowsOnTablesAreWorthTheirTraining() throws IOException {
    for (String name :
        List.of(
            "wine-red",
            "wine-white",
            "power-plant",
            "protein",
            "miniboone",
            "digits",
            "earthquakes")) {
      Metrics metrics = metrics(name);
      Metrics.TableFigures table = Objects.requireNonNull(metrics.table(), name);
      assertThat(table.baselines()).as(name).hasSize(3);
      for (Metrics.BaselineScore baseline : table.baselines()) {
        assertThat(metrics.test().nll()).as(name).isLessThan(baseline.nll());
      }
    }
  }

  @Test
  void theToysAreLearned() throws IOException {
    for (String name : List.of("8gaussians", "two-moons", "circles", "pinwheel", "swissroll")) {
      Metrics.Test test = metrics(name).test();
      assertThat(test.points()).as(name).isEqualTo(100_000);
      assertThat(test.kl() + 3 * test.klSe()).as(name).isLessThan(KL);
    }
  }

  private static Metrics metrics(String name) throws IOException {
    return MetricsFormat.read(Path.of("results", name, "metrics.json"));
  }
}
