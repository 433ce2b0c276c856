package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import advect.experiment.ExperimentRun;
import advect.model.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pilot, the plan it leaves, and whoever goes on from there. */
class TrainByPlanTest {
  @TempDir private Path dir;

  private StringWriter stderr = new StringWriter();
  private StringWriter stdout = new StringWriter();

  private int advect(Runner runner, String... words) {
    stderr = new StringWriter();
    stdout = new StringWriter();
    return Main.commandLine(runner)
        .setOut(new PrintWriter(stdout))
        .setErr(new PrintWriter(stderr))
        .execute(words);
  }

  /** Of whitening alone, on two equal columns but for a thousandth, and a third. */
  private String[] call(String out, String... more) throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 60; i++) {
      double a = random.nextGaussian();
      rows.append(
          "%s,%s,%s\n".formatted(a, a + 1e-3 * random.nextGaussian(), random.nextGaussian()));
    }
    Path data = Files.writeString(dir.resolve("rows.csv"), rows);
    List<String> words = new ArrayList<>(List.of("train", "--data", data.toString()));
    words.addAll(List.of("--out", dir.resolve(out).toString(), "--threads", "1"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static final String[] SMALL = {
    "--set", "field.hidden=[4]",
    "--set", "data.preprocessing.margins=plain",
    "--set", "field.activation=tanh",
    "--set", "flow.base=standard-normal",
    "--set", "solver={method: rk4, steps: 2}",
    "--set", "training.iterations=700",
    "--set", "training.stopping.patience=1000",
    "--set", "evaluate.samples=40"
  };

  private double[] parameters(String out) {
    return TableModel.read(dir.resolve(out).resolve("model.safetensors"))
        .density()
        .members()
        .get(0)
        .parameters();
  }

  @Test
  void aPlanGivesTheModelAgainAndAStoppedTrainingGoesOnByIt() throws IOException {
    assertThat(advect(ExperimentRun::run, call("first", SMALL))).as(stderr.toString()).isZero();
    assertThat(stderr.toString())
        .contains(
            "a pilot of 2 trials of 52 iterations, 15 % of 700, chooses settings by validation rows");
    assertThat(stdout.toString())
        .contains("pilot     2 trials of 52 iterations chose data.preprocessing.linear: whiten (-");
    assertThat(Files.readString(dir.resolve("first/metrics.json")))
        .contains("\"pilot\": [ {")
        .contains("\"choice\": \"data.preprocessing.linear\"", "\"chosen\": true")
        .contains("\"linear\": \"whiten\"");
    String plan = dir.resolve("first/plan.yaml").toString();
    assertThat(Files.readString(Path.of(plan))).startsWith("# ").contains("linear: whiten");

    assertThat(advect(ExperimentRun::run, call("second", "--plan", plan))).isZero();
    assertThat(stderr.toString()).doesNotContain("pilot");
    assertThat(parameters("second")).containsExactly(parameters("first"));
    assertThat(dir.resolve("second/plan.yaml")).hasSameTextualContentAs(Path.of(plan));

    Runner stopping =
        (asked, out, options, progress) -> {
          options.stop().request();
          return ExperimentRun.run(asked, out, options, progress);
        };
    assertThat(advect(stopping, call("third", SMALL))).isEqualTo(130);
    assertThat(dir.resolve(".third.plan.json")).exists();
    List<String> resumed = new ArrayList<>(List.of(SMALL));
    resumed.add("--resume");
    assertThat(advect(ExperimentRun::run, call("third", resumed.toArray(String[]::new)))).isZero();
    assertThat(stderr.toString()).contains("going on after iteration 0 of 700");
    assertThat(stderr.toString()).doesNotContain("pilot");
    assertThat(stdout.toString()).contains("pilot     2 trials of 52 iterations chose");
    assertThat(parameters("third")).containsExactly(parameters("first"));
    assertThat(dir.resolve(".third.plan.json")).doesNotExist();
    assertThat(dir.resolve("third/plan.yaml")).hasSameTextualContentAs(Path.of(plan));
  }

  @Test
  void withoutAPilotTheSizeAloneChooses() throws IOException {
    List<String> words = new ArrayList<>(List.of(SMALL));
    words.addAll(List.of("--no-pilot", "--set", "training.iterations=4"));
    assertThat(advect(ExperimentRun::run, call("o", words.toArray(String[]::new)))).isZero();
    assertThat(stderr.toString()).doesNotContain("pilot");
    assertThat(Files.readString(dir.resolve("o/metrics.json"))).doesNotContain("\"pilot\"");
    assertThat(Files.readString(dir.resolve("o/plan.yaml"))).contains("linear: none");
  }

  @Test
  void whatAPlanHasIsNotAskedAgain() throws IOException {
    Path plan = Files.writeString(dir.resolve("plan.yaml"), "name: a\ndata: {table: gone.csv}\n");
    for (String option : List.of("--whiten", "--margins=auto", "--members=2", "--quick")) {
      assertThat(advect(ExperimentRun::run, call("o", "--plan", plan.toString(), option)))
          .isEqualTo(2);
      assertThat(stderr.toString())
          .contains(option.replaceAll("=.*", "") + " cannot stand beside --plan", "--set");
    }
    assertThat(dir.resolve("o")).doesNotExist();
  }
}
