package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.experiment.ExperimentRun;
import advect.experiment.result.Rival;
import advect.model.ModelFile;
import advect.model.StoredModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Densities that are fitted instead of a flow are models like any other. */
class TrainMethodTest {
  @TempDir private Path dir;

  private Tables.Outcome train(String words) {
    StringWriter stdout = new StringWriter();
    StringWriter stderr = new StringWriter();
    CommandLine line = Main.commandLine(ExperimentRun::run);
    line.setOut(new PrintWriter(stdout)).setErr(new PrintWriter(stderr));
    int code = line.execute(words.split(" "));
    return new Tables.Outcome(code, stdout.toString(), stderr.toString());
  }

  private Path csv() throws IOException {
    return Tables.csv(dir.resolve("t.csv"), 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian", "mixture", "kernel"})
  void scoresSamplesAndTells(String method) throws IOException {
    Path csv = csv();
    Path out = dir.resolve("out");
    String few = " --set evaluate.samples=500 --set evaluate.check-points=20";
    Tables.Outcome trained =
        train("train --data %s --method %s --out %s".formatted(csv, method, out) + few);
    assertThat(trained.code()).as(trained.stderr()).isZero();
    assertThat(trained.stdout().lines())
        .anyMatch(line -> line.startsWith("fitted    "))
        .noneMatch(line -> line.startsWith("NFE") || line.startsWith("training"));
    assertThat(trained.stdout().lines().filter(line -> line.startsWith("beside"))).hasSize(2);
    assertThat(out)
        .isDirectoryContaining("glob:**plan.yaml")
        .isDirectoryNotContaining("glob:**loss*");
    assertThat(Files.readString(out.resolve("plan.yaml")))
        .contains("method: " + method)
        .doesNotContain("field", "training:", "solver");
    assertThat(Files.readAllLines(out.resolve("scores.csv"))).hasSize(201);
    Tables.Outcome scored = Tables.call("score", out.toString(), "--data", csv.toString());
    assertThat(scored.stdout()).startsWith("200 rows, mean log density ");
    assertThat(Tables.call("info", out.toString()).stdout())
        .contains("fitted        ", "transform     identity");
    Tables.Outcome fine = Tables.call("score", out + "", "--data", csv + "", "--tolerance", "1e-6");
    assertThat(fine.code()).isEqualTo(2);
    assertThat(fine.stderr()).contains("--tolerance is about how ODEs are solved");
    assertThat(Tables.call("judge", out + "", "--data", csv + "").stdout())
        .contains("in closed form");
  }

  @Test
  void aPlanOfAFlowGivesAnotherMethodsModelOfTheSameRows() throws IOException {
    Path csv = csv();
    Path flow = dir.resolve("flow");
    String few = " --set training.iterations=3 --set evaluate.samples=200";
    assertThat(train("train --data %s --no-pilot --out %s".formatted(csv, flow) + few).code())
        .isZero();
    Path out = dir.resolve("kernel");
    Tables.Outcome kernel =
        train(
            "train --data %s --plan %s/plan.yaml --method kernel --out %s"
                .formatted(csv, flow, out));
    assertThat(kernel.code()).as(kernel.stderr()).isZero();
    assertThat(kernel.stdout()).startsWith("fitted    kernel density, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--members 3", "--quick", "--time-limit 1m", "--no-pilot"})
  void whatIsOfATrainingIsRefused(String option) throws IOException {
    for (String method : List.of("--method kernel", "--set method=kernel")) {
      Tables.Outcome refused = train("train --data %s %s %s".formatted(csv(), method, option));
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.stderr())
          .contains(
              option.replaceAll(" .*", "")
                  + " is of the training of a flow, and method kernel has none");
    }
  }

  @Test
  void aModelThatIsBehindWarnsBeforeItSamples() throws IOException {
    Path file = dir.resolve("m.safetensors");
    Tables.model(file, csv());
    assertThat(Tables.call("sample", file + "", "-n", "2").stderr())
        .doesNotContain("fits the test");
    StoredModel model = ModelFile.read(file);
    Map<String, Object> card = new LinkedHashMap<>(model.card());
    new Rival("mixture of 8 Gaussians", "mixture", 0.25, 0.05).writeTo(card);
    ModelFile.write(
        file, new StoredModel(model.density(), model.columns(), model.preprocessing(), card));
    assertThat(Tables.call("sample", file + "", "-n", "2").stderr())
        .contains(
            "advect: a mixture of 8 Gaussians fits the test rows better than this model, by 0.250 ±"
                + " 0.050 nats a row",
            "advect train --method mixture makes a model of it");
    assertThat(Tables.call("sample", file + "", "-n", "2", "--quiet").stderr())
        .doesNotContain("fits the test");
  }
}
