package advect.cli;

import static advect.cli.Tables.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.cli.Tables.Outcome;
import advect.data.prepare.Dequantization;
import advect.experiment.check.DensityJudge;
import advect.experiment.result.Certificate;
import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.kernel.Activation;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.model.TableModel;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  private static final int ROWS = 60;

  @TempDir private static Path dir;
  private static Path csv;
  private static Path file;
  private static TableModel model;

  @BeforeAll
  static void aModelOfATable() throws IOException {
    csv = Tables.csv(dir.resolve("t.csv"), ROWS);
    file = dir.resolve("model.safetensors");
    model = Tables.model(file, csv);
  }

  @Test
  void peopleReadOfErrorsRoundTripAndMass() {
    Outcome outcome = call("judge", dir + "", "--data", csv + "", "--draws", "1000");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout().lines().toList())
        .hasSize(5)
        .satisfies(
            lines ->
                assertThat(lines.get(0))
                    .isEqualTo("60 rows of " + csv + ", dopri5 at tolerance 1e-05 in float32"))
        .satisfies(
            lines ->
                assertThat(lines.get(2))
                    .matches(
                        "log p       [-.e\\d]+ nats off for half of the rows, [-.e\\d]+ for 99 of 100, [-.e\\d]+ for all"))
        .satisfies(lines -> assertThat(lines.get(3)).startsWith("round trip  "))
        .satisfies(
            lines ->
                assertThat(lines.get(4))
                    .matches("mass        [01].\\d+ ± 0.0\\d+ \\(95 %\\), by 1,000 draws"));
    assertThat(outcome.stderr()).contains("judge: comparing 60 rows");
  }

  /** The library's judge, of the same points, finds the same. */
  @Test
  void jsonHasTheLibrarysCertificateAtTheSettingsAskedFor() throws IOException {
    Outcome outcome =
        call(
            "judge",
            file + "",
            "--data",
            csv + "",
            "--draws",
            "1000",
            "--tolerance",
            "1e-3",
            "--json");
    JsonNode json = new ObjectMapper().readTree(outcome.stdout());
    FlowSettings settings =
        FlowSettings.DEFAULT.withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-3)));
    DMatrixRMaj rows = Tables.read(csv, Tables.COLUMNS);
    DMatrixRMaj points =
        model.preprocessing().orElseThrow().encode(rows, Dequantization.centre(0)).points();
    Certificate expected = new DensityJudge(model.density(), settings, points).certificate(1000, 1);
    assertThat(json.get("draws").asInt()).isEqualTo(1000);
    JsonNode found = json.get("certificate");
    assertThat(found.get("settings").asText()).isEqualTo("dopri5 at tolerance 1e-03 in float32");
    assertThat(found.get("rows").asInt()).isEqualTo(ROWS);
    assertThat(found.get("logp_error").get("p99").asDouble()).isEqualTo(expected.logpError().p99());
    assertThat(found.get("round_trip").get("max").asDouble()).isEqualTo(expected.roundTrip().max());
    assertThat(found.get("mass").asDouble()).isEqualTo(expected.mass());
    assertThat(found.get("mass_error").asDouble()).isEqualTo(expected.massError());
    assertThat(found.has("trace_error")).isFalse();
    // Twice the half width: missed once in 10,000 times.
    assertThat(expected.mass()).isCloseTo(1, within(2 * expected.massError()));
  }

  /** dx/dt = 10⁶ x decays within 10⁻⁶ on the way to the base: more steps than a solve may take. */
  @Test
  void aFailedSolveNamesItsRows() throws IOException {
    ContinuousFlow stiff =
        ContinuousFlow.of(new Mlp(1, List.of(), Activation.TANH), Standardization.identity(1), 1)
            .withParameters(new double[] {1e6, 0, 0});
    Path stored = dir.resolve("stiff.safetensors");
    ModelFile.write(stored, new StoredModel(stiff, List.of("x"), Map.of(), Map.of()));
    Path rows = Files.writeString(dir.resolve("x.csv"), "x\n0\n1\n");
    Outcome outcome = call("judge", stored + "", "--data", rows + "");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.stderr().lines())
        .last()
        .asString()
        .startsWith("advect: rows 1 to 2 of " + rows + ": row")
        .endsWith("(--tolerance, --precision float64)");
  }
}
