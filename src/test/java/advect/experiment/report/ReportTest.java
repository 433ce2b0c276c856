package advect.experiment.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.result.Fixtures;
import advect.experiment.result.Json;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.StudyMetrics;
import advect.experiment.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path dir;
  private Path results;

  @BeforeEach
  void twoExperiments() throws IOException {
    results = Files.createDirectory(dir.resolve("results"));
    for (String name : new String[] {"moons", "faithful"}) {
      Path run = Files.createDirectory(results.resolve(name));
      Files.writeString(run.resolve("metrics.json"), MetricsFormat.write(Fixtures.metrics(name)));
    }
    Files.writeString(results.resolve("moons").resolve("density.png"), "");
  }

  @Test
  void eachExperimentIsARowInTheOrderOfNames() {
    assertThat(Report.of(results).table("results/").lines().skip(2))
        .containsExactly(
            "|  | [faithful](results/faithful) | 2 | 2.3900 | 2.400 ± 0.010 | 0.0100 ± 0.0010"
                + " | 1.0002 | 110 / 98 | 61 |",
            "| <a href=\"results/moons/density.png\"><img src=\"results/moons/density.png\""
                + " height=\"96\"></a> | [moons](results/moons) | 2 | 2.3900 | 2.400 ± 0.010"
                + " | 0.0100 ± 0.0010 | 1.0002 | 110 / 98 | 61 |");
  }

  @Test
  void tablesHaveColumnsOfTheirOwn() throws IOException {
    Path run = Files.createDirectory(results.resolve("wine"));
    Files.writeString(
        run.resolve("metrics.json"), MetricsFormat.write(Fixtures.metricsOfTable("wine")));
    Files.writeString(run.resolve("corner.png"), "");
    String toys = Report.of(results).table("").lines().limit(4).collect(joining("\n"));
    assertThat(toys).contains("faithful", "moons").doesNotContain("wine");
    assertThat(Report.of(results).table("").lines().skip(4))
        .containsExactly(
            "",
            "| table | experiment | rows | d | NLL | of dequantized rows | of baselines | standardized | bits | training, s |",
            "|---|---|--:|--:|--:|--:|---|--:|--:|--:|",
            "| <a href=\"wine/corner.png\"><img src=\"wine/corner.png\" height=\"96\"></a>"
                + " | [wine](wine) | 1200 | 2 | 2.400 ± 0.010 | 2.500 ± 0.020"
                + " | Gaussian 3.000 ± 0.010<br>kernel density 2.750 ± 0.010 | -1.500 | – | 61 |");
  }

  /** What they call nll was the NLL of dequantized rows, and baselines called it the same. */
  @Test
  void resultsFromBeforeTablesHadTwoFiguresAreRead() throws IOException {
    String exact =
        MetricsFormat.write(Fixtures.metricsOfTable("wine"))
            .replaceFirst(" *\"nll_dequantized\": 2.5,\n *\"nll_dequantized_se\": 0.02,\n", "")
            .replace("\"nll_dequantized", "\"nll");
    assertThat(exact).contains("\"nll\": 3.0").doesNotContain("dequantized");
    String old =
        exact.replace(
            "\"preprocessing\": [ ]", "\"preprocessing\": [ \"Column 'a': dequantized.\" ]");
    Files.writeString(
        Files.createDirectory(results.resolve("exact")).resolve("metrics.json"), exact);
    Files.writeString(Files.createDirectory(results.resolve("wine")).resolve("metrics.json"), old);
    assertThat(Report.of(results).table("").lines().skip(7))
        .containsExactly(
            "|  | [wine](exact) | 1200 | 2 | 2.400 ± 0.010 | 2.400 ± 0.010"
                + " | Gaussian 3.000 ± 0.010<br>kernel density 2.750 ± 0.010 | -1.500 | – | 61 |",
            "|  | [wine](wine) | 1200 | 2 | – | 2.400 ± 0.010"
                + " | Gaussian 3.000 ± 0.010<br>kernel density 2.750 ± 0.010 | -1.500 | – | 61 |");
  }

  @Test
  void studiesListTheirFiguresWithErrorsAndReferences() throws IOException {
    Path run = Files.createDirectory(results.resolve("spirals"));
    StudyMetrics metrics =
        Fixtures.study(
            Map.of("rmse_30", 0.125, "rmse_se_30", 0.003),
            Map.of("rmse_30", 0.1642),
            Map.of("total", 61.2));
    Files.writeString(run.resolve("metrics.json"), Json.file(metrics));
    Files.writeString(run.resolve("paths.png"), "a picture");
    assertThat(StudyMetrics.read(run.resolve("metrics.json"))).isEqualTo(metrics);
    assertThat(Report.of(results).size()).isEqualTo(3);
    assertThat(Report.of(results).table("").lines().skip(5))
        .containsExactly(
            "| study | experiment | figures | seconds |",
            "|---|---|---|--:|",
            "| <a href=\"spirals/paths.png\"><img src=\"spirals/paths.png\" height=\"96\"></a>"
                + " | [spirals](spirals) | rmse_30 0.1250 ± 0.0030 (reference 0.1642) | 61 |");
  }

  @Test
  void figuresWithReferencesAreShownBeforeOthers() throws IOException {
    Map<String, Double> test = new LinkedHashMap<>();
    for (int n = 10; n < 23; n++) test.put("error_" + n, 0.5);
    StudyMetrics metrics = Fixtures.study(test, Map.of("error_22", 0.25), Map.of());
    Path run = Files.createDirectory(results.resolve("spirals"));
    Files.writeString(run.resolve("metrics.json"), Json.file(metrics));
    Files.writeString(run.resolve("paths.png"), "a picture");
    assertThat(Report.of(results).table(""))
        .contains("| error_22 0.5000 (reference 0.2500)<br>error_10 0.5000<br>error_11 0.5000<br>")
        .contains("<br>error_20 0.5000<br>and 1 more |");
  }

  @Test
  void theTableOfAPageIsReplacedAndNothingElse() throws IOException {
    Path page = dir.resolve("README.md");
    Files.writeString(page, "a\n" + Report.BEGIN + "\nold\n" + Report.END + "\nz\n");
    Report report = Report.of(results);
    report.update(page);
    String once = Files.readString(page);
    assertThat(once)
        .isEqualTo("a\n" + Report.BEGIN + "\n" + report.table("results/") + Report.END + "\nz\n");
    report.update(page);
    assertThat(page).hasContent(once);
  }

  @Test
  void thePageBesideTheResultsLinksToThem() throws IOException {
    Report.of(results).writePage();
    assertThat(Files.readString(results.resolve("README.md")))
        .contains("[moons](moons)")
        .contains("src=\"moons/density.png\"");
  }

  @Test
  void aPageWithoutAPlaceForTheTableIsRefused() throws IOException {
    Path page = Files.writeString(dir.resolve("README.md"), "text");
    assertThatThrownBy(() -> Report.of(results).update(page))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("add the lines " + Report.BEGIN);
    assertThat(page).hasContent("text");
  }

  @Test
  void noResultsAreRefused() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    assertThatThrownBy(() -> Report.of(empty))
        .isInstanceOf(SpecException.class)
        .hasMessage(empty + ": holds no results; run an experiment first");
    assertThatThrownBy(() -> Report.of(dir.resolve("absent"))).isInstanceOf(SpecException.class);
  }
}
