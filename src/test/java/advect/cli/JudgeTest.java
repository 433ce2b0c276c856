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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /** Rows are judged as if those that cannot be scored were not there. */
  @Test
  void rowsWithoutALogDensityAreCountedAndTheOthersJudged() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(csv));
    lines.set(1, "a,,1");
    lines.set(7, "a,abc,1");
    lines.set(20, "a,inf,1");
    lines.set(40, "a,70,-3");
    lines.set(41, "a,NA,1");
    Path hostile = Files.write(dir.resolve("hostile.csv"), lines);
    for (int line : new int[] {41, 40, 20, 7, 1}) lines.remove(line);
    Path good = Files.write(dir.resolve("good.csv"), lines);
    Outcome outcome = call("judge", file + "", "--data", hostile + "", "--draws", "1000");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .startsWith("55 rows of " + hostile + " (5 more not judged: no log density), dopri5");
    assertThat(outcome.stderr().lines())
        .last()
        .isEqualTo(
            "advect: 5 of 60 rows have no log density: 1 not-finite, 1 out-of-support, 2 missing,"
                + " 1 not-a-number (score --out writes a reason for each)");
    JsonNode json = json("--data", hostile + "", "--draws", "1000");
    assertThat(json.get("rows").asInt()).isEqualTo(60);
    assertThat(json.get("dropped").asInt()).isZero();
    assertThat(json.get("failed") + "")
        .isEqualTo("{\"not-finite\":1,\"out-of-support\":1,\"missing\":2,\"not-a-number\":1}");
    JsonNode ofGood = json("--data", good + "", "--draws", "1000");
    assertThat(json.get("certificate")).isEqualTo(ofGood.get("certificate"));
    assertThat(ofGood.has("failed")).isFalse();
  }

  @Test
  void columnsOfOtherNamesAreNamedAndMissingRowsDropped() throws IOException {
    Path other = Files.writeString(dir.resolve("o.csv"), "zeit,preis\n70,1.5\n,2\n61,0.5\n");
    String[] call = {"judge", file + "", "--data", other + "", "--draws", "1000", "--columns"};
    Outcome outcome = call(with(call, "zeit,preis", "--missing", "drop"));
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .startsWith("2 rows of " + other + " (1 with missing cells left out), dopri5");
    outcome = call(with(call, "zeit"));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.stderr()).contains("--columns names 1 columns, but the model has 2");
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }

  private static JsonNode json(String... words) throws IOException {
    Outcome outcome = call(with(new String[] {"judge", file + "", "--json"}, words));
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    return new ObjectMapper().readTree(outcome.stdout());
  }

  @Test
  void withoutARowToJudgeThereIsNoJudgement() throws IOException {
    Path rows = Files.writeString(dir.resolve("n.csv"), "minutes,cost\n,1\n70,-3\n");
    Outcome outcome = call("judge", file + "", "--data", rows + "");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr().lines())
        .last()
        .isEqualTo(
            "advect: no row of "
                + rows
                + " has a log density: 1 out-of-support, 1 missing; row 1: column 'minutes': found"
                + " no value, expected a finite number");
  }

  /**
   * dx/dt = 10⁶ x decays within 10⁻⁶ on the way to the base: more steps than a solve may take, but
   * none for rows that rest at 0.
   */
  private static Path stiff(Map<String, Object> card) {
    ContinuousFlow stiff =
        ContinuousFlow.of(new Mlp(1, List.of(), Activation.TANH), Standardization.identity(1), 1)
            .withParameters(new double[] {1e6, 0, 0});
    Path stored = dir.resolve("stiff.safetensors");
    ModelFile.write(stored, new StoredModel(stiff, List.of("x"), Map.of(), card));
    return stored;
  }

  @Test
  void aFailedSolveIsAStatusOfItsRowAlone() throws IOException {
    Path rows = Files.writeString(dir.resolve("x.csv"), "x\n0\n1\n0\n");
    Outcome outcome = call("judge", stiff(Map.of()) + "", "--data", rows + "", "--draws", "1000");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .startsWith("2 rows of " + rows + " (1 more not judged: no log density), dopri5");
    assertThat(outcome.stderr().lines())
        .last()
        .asString()
        .startsWith("advect: 1 of 3 rows has no log density: 1 step-limit (");
    Path none = Files.writeString(dir.resolve("y.csv"), "x\n1\n2\n");
    outcome = call("judge", stiff(Map.of()) + "", "--data", none + "");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.stderr().lines())
        .last()
        .asString()
        .startsWith(
            "advect: no row of " + none + " has a log density: 2 step-limit; row 1: the solve")
        .endsWith("(--tolerance, --precision float64)");
  }

  /** A step of Euler's method reaches what the reference cannot. */
  @Test
  void rowsThatTheReferenceFailsAtAreCounted() throws IOException {
    Path rows = Files.writeString(dir.resolve("x.csv"), "x\n0\n1\n0\n");
    Map<String, Object> solver = Map.of("method", "euler", "steps", 1L);
    Map<String, Object> card = Map.of("config", Map.of("evaluate", Map.of("solver", solver)));
    String[] call = {"judge", stiff(card) + "", "--data", rows + "", "--draws", "1000"};
    Outcome outcome = call(call);
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout().lines())
        .contains("3 rows of " + rows + ", euler with 1 step in float32")
        .anyMatch(line -> line.matches("log p .* for all but 1, whose solves failed"));
    JsonNode json = new ObjectMapper().readTree(call(with(call, "--json")).stdout());
    assertThat(json.get("certificate").get("rows").asInt()).isEqualTo(3);
    assertThat(json.get("certificate").get("logp_error").get("unknown").asInt()).isEqualTo(1);
    assertThat(json.has("failed")).isFalse();
  }
}
