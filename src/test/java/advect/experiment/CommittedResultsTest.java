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

  private static final List<String> PICTURES = List.of(".png", ".gif", ".svg");
  private static final List<String> ROWS = List.of("scores.csv", "extremes.csv");

  /** Bytes of a picture, of any file and of all, at most. */
  private static final long PICTURE = 500_000;

  private static final long FILE = 2_000_000;
  private static final long ALL = 25_000_000;

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
        assertThat(table.dequantized().nllDequantized())
            .as(name)
            .isLessThan(baseline.nllDequantized());
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

  /** Every clone holds them, and those of every run before. */
  @Test
  void resultsAreLight() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of("results"))) {
      files = found.filter(CommittedResultsTest::isCommitted).toList();
    }
    long total = 0;
    for (Path file : files) {
      long size = Files.size(file);
      assertThat(size).as("bytes of %s", file).isLessThanOrEqualTo(most(file));
      total += size;
    }
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(total).as("bytes of results").isLessThanOrEqualTo(ALL);
  }

  /** Rows of tables and what a run in progress keeps are not; see .gitignore. */
  private static boolean isCommitted(Path file) {
    String name = file.getFileName().toString();
    boolean hidden = Path.of("results").relativize(file).toString().startsWith(".");
    return Files.isRegularFile(file) && !hidden && !ROWS.contains(name);
  }

  private static long most(Path file) {
    String name = file.toString();
    return PICTURES.stream().anyMatch(name::endsWith) ? PICTURE : FILE;
  }

  private static Metrics metrics(String name) throws IOException {
    return MetricsFormat.read(Path.of("results", name, "metrics.json"));
  }
}
