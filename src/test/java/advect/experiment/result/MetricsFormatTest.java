package advect.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFormatTest {
  @TempDir private Path dir;

  @Test
  void thePilotIsReadAsItWasWritten() throws IOException {
    Metrics m = Fixtures.metrics("x");
    List<PilotTrial> pilot =
        List.of(
            new PilotTrial(
                PilotTrial.START,
                "settings by size",
                90,
                new PilotTrial.PilotScore(2.5, Double.NaN, Double.NaN),
                3,
                true,
                ""),
            new PilotTrial(
                "data.preprocessing.linear",
                "whiten",
                90,
                PilotTrial.PilotScore.NONE,
                Double.NaN,
                false,
                "Cannot whiten."),
            new PilotTrial(
                "flow.base",
                "mixture",
                90,
                new PilotTrial.PilotScore(2.25, -0.25, 0.01),
                4,
                true,
                ""));
    Metrics piloted =
        new Metrics(
            new Metrics.Subject("x", 2, 1, m.subject().config(), pilot, null, null),
            m.provenance(),
            m.test(),
            m.nfe(),
            m.time(),
            m.checks(),
            null);
    String text = MetricsFormat.write(piloted);
    assertThat(text)
        .contains("\"validation_nll\": 2.25", "\"standard_error_of_difference\": 0.01")
        .contains("\"reason\": \"Cannot whiten.\"");
    Path file = Files.writeString(dir.resolve("metrics.json"), text);
    assertThat(MetricsFormat.read(file).subject().pilot()).isEqualTo(pilot);
    assertThat(Summary.of(piloted, dir).lines())
        .contains(
            "pilot     3 trials of 90 iterations chose flow.base: mixture (-0.25 nats); not"
                + " data.preprocessing.linear: whiten (could not be tried)");
  }

  @Test
  void keysStandInTheOrderOfTheRecords() {
    Metrics m = Fixtures.metrics("moons");
    Metrics small =
        new Metrics(
            new Metrics.Subject("moons", 2, 1, Map.of("name", "moons")),
            m.provenance(),
            m.test(),
            m.nfe(),
            m.time(),
            m.checks(),
            null);
    assertThat(MetricsFormat.write(small))
        .isEqualTo(
            """
            {
              "name": "moons",
              "dim": 2,
              "seed": 1,
              "config": {
                "name": "moons"
              },
              "machine": {
                "cpu": "some processor",
                "cores": 2,
                "threads": 2,
                "os": "Linux amd64"
              },
              "versions": {
                "advect": "1.0",
                "java": "17",
                "ejml": "0.44"
              },
              "test": {
                "points": 1000,
                "nll": 2.4,
                "nll_se": 0.01,
                "entropy": 2.39,
                "kl": 0.01,
                "kl_se": 0.001
              },
              "nfe": {
                "train_forward": 30.0,
                "train_backward": 40.0,
                "density": 110.0,
                "sample": 98.0
              },
              "time": {
                "train_seconds": 61.4,
                "train_cpu_seconds": 80.5,
                "cpu_seconds": 95.5,
                "seconds_per_iteration": 0.02,
                "score_points_per_second": 100000.0,
                "sample_points_per_second": 200000.0
              },
              "checks": {
                "mass": 1.0002,
                "mass_error": 1.0E-5,
                "round_trip_error": 1.0E-6,
                "tolerance_gap": 1.0E-7,
                "nonfinite_gradients": 0
              }
            }
            """);
  }

  @Test
  void readingGivesBackTheMetricsWithNanForAbsentNumbers(@TempDir Path dir) throws IOException {
    String text = MetricsFormat.write(Fixtures.metrics("moons"));
    Metrics read = MetricsFormat.read(Files.writeString(dir.resolve("metrics.json"), text));
    assertThat(read.checks().traceSe()).isNaN();
    assertThat(MetricsFormat.write(read)).isEqualTo(text);
  }

  /** Files from before there were certificates have none, and those with one give it back. */
  @Test
  void aCertificateIsReadBackAndMayBeAbsent(@TempDir Path dir) throws IOException {
    String old = MetricsFormat.write(Fixtures.metrics("moons"));
    Path file = Files.writeString(dir.resolve("metrics.json"), old);
    assertThat(MetricsFormat.read(file).checks().certificate()).isNull();
    Certificate certificate =
        new Certificate(
            "as told",
            10,
            new RowErrors(1, 2, 3, 0),
            new RowErrors(4, 5, 6, 7),
            RowErrors.of(new double[0]),
            1,
            0.5);
    Metrics.Checks checks = new Metrics.Checks(1, 0.5, 0, 0, 0, 0, certificate);
    Metrics metrics = Fixtures.metrics("moons", Fixtures.metrics("moons").test(), checks);
    Files.writeString(file, MetricsFormat.write(metrics));
    assertThat(MetricsFormat.read(file).checks().certificate()).isEqualTo(certificate);
    assertThat(Files.readString(file)).containsOnlyOnce("\"unknown\": 7");
  }

  /** 2⁻⁴⁴ needs 16 digits; Double.toString prints 17 before Java 19. */
  @Test
  void numbersHaveAsFewDigitsAsGiveThemBack() {
    Metrics.Checks checks = new Metrics.Checks(0x1p-44, 0, 0, 0, 0, 0, null);
    Metrics changed = Fixtures.metrics("moons", Fixtures.metrics("moons").test(), checks);
    assertThat(MetricsFormat.write(changed)).contains("\"mass\": 5.684341886080802E-14,");
  }

  @Test
  void somethingElseIsRefused(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("metrics.json"), "{\"name\": \"x\"}");
    assertThatThrownBy(() -> MetricsFormat.read(file))
        .isInstanceOf(SpecException.class)
        .hasMessage(file + ": not the metrics of an experiment; run the experiment again");
    Files.writeString(file, "{\"name\"");
    assertThatThrownBy(() -> MetricsFormat.read(file)).isInstanceOf(SpecException.class);
  }

  @Test
  void machineAndVersionsAreKnown() {
    assertThat(Versions.current().advect()).matches("\\d+\\.\\d+.*");
    assertThat(Versions.current().ejml()).matches("\\d+\\.\\d+.*");
    assertThat(Machine.current(3).threads()).isEqualTo(3);
    assertThat(Machine.current(3).cores()).isPositive();
  }
}
