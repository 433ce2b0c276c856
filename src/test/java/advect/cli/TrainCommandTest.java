package advect.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.cli.options.Seconds;
import advect.data.table.SourceOptions;
import advect.data.table.TableSource;
import advect.experiment.ExperimentRun;
import advect.model.TableModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** From a table to a model, by one line. */
class TrainCommandTest {
  @TempDir private Path dir;

  private final StringWriter stdout = new StringWriter();
  private final StringWriter stderr = new StringWriter();

  private int advect(String... words) {
    CommandLine line = Main.commandLine(ExperimentRun::run);
    line.setOut(new PrintWriter(stdout)).setErr(new PrintWriter(stderr));
    return line.execute(words);
  }

  /** Three columns to learn: of two, a run would check the mass of a density, which takes long. */
  private String table() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("height,name,weight,age\n");
    for (int i = 0; i < 80; i++) {
      rows.append(
          "%s,x%d,%s,%s\n"
              .formatted(random.nextGaussian(), i, random.nextGaussian(), random.nextDouble()));
    }
    return Files.writeString(dir.resolve("my table.csv"), rows).toString();
  }

  @Test
  void aModelScoresAndPicturesOfColumnsByName() throws IOException {
    Path out = dir.resolve("out");
    int code =
        advect(
            "train",
            "--data",
            table(),
            "--columns",
            "weight,height,age",
            "--quick",
            "--out",
            out.toString(),
            "--set",
            "training.iterations=4",
            "--time-limit",
            "1m",
            "--model",
            out("copy.safetensors"));
    assertThat(stderr.toString()).contains("80 rows in 3 dimensions", "hidden layers [32, 32]");
    assertThat(code).isZero();
    assertThat(stdout.toString()).contains("NLL");
    assertThat(out.resolve("model.safetensors"))
        .hasSameBinaryContentAs(dir.resolve("copy.safetensors"));
    assertThat(out).isDirectoryContaining(p -> p.endsWith("corner.png"));
    assertThat(Files.readAllLines(out.resolve("scores.csv")))
        .hasSize(81)
        .first()
        .isEqualTo("height,name,weight,age,logp,percentile,status,reason");
    assertThat(Files.readString(out.resolve("metrics.json")))
        .contains("\"name\": \"my-table\"", "\"iterations\": 4", "\"baselines\"");
  }

  /** The first member is the flow that a run of one member trains. */
  @Test
  void membersMakeOneModel() throws IOException {
    String[] call = {"train", "--data", table(), "--columns", "weight,height,age", "--quick"};
    List<String> shared = new ArrayList<>(List.of(call));
    shared.addAll(List.of("--set", "training.iterations=4", "--set", "evaluate.grid=8"));
    List<String> one = new ArrayList<>(shared);
    one.addAll(List.of("--out", out("one")));
    List<String> two = new ArrayList<>(shared);
    two.addAll(List.of("--out", out("two"), "--members", "2"));
    assertThat(advect(one.toArray(String[]::new))).isZero();
    assertThat(advect(two.toArray(String[]::new))).isZero();
    assertThat(stderr.toString()).contains("training member 2 of 2");
    assertThat(Files.readAllLines(dir.resolve("two").resolve("scores.csv")))
        .hasSize(81)
        .first()
        .isEqualTo("height,name,weight,age,logp,logp_spread,percentile,status,reason");
    TableModel single = TableModel.read(dir.resolve("one").resolve("model.safetensors"));
    TableModel both = TableModel.read(dir.resolve("two").resolve("model.safetensors"));
    assertThat(both.density().members()).hasSize(2);
    assertThat(both.density().members().get(0).parameters())
        .containsExactly(single.density().members().get(0).parameters());
    assertThat(both.density().members().get(1).parameters())
        .isNotEqualTo(single.density().members().get(0).parameters());
    assertThat(dir).isDirectoryNotContaining(p -> p.toString().contains("checkpoint"));
    String model = dir.resolve("two").toString();
    assertThat(advect("info", model)).isZero();
    assertThat(stdout.toString()).contains("members       the mean of 2 such flows");
    assertThat(advect("sample", model, "-n", "5")).isZero();
    assertThat(advect("judge", model, "--data", table(), "--draws", "1000")).isZero();
  }

  @Test
  void membersThatCannotBeTrainedAreRefusedBeforeAnyWork() throws IOException {
    assertThat(advect("train", "--data", table(), "--members", "0", "--out", out("o")))
        .isEqualTo(2);
    assertThat(stderr.toString()).isEqualTo("advect: --members must be at least 1, but is 0\n");
    Path data = dir.resolve("scored.csv");
    Files.writeString(data, "a,b,logp_spread\n" + "1.5,2,3\n0.5,7,1\n2.5,3,9\n".repeat(9));
    String[] call = {"train", "--data", data.toString(), "--columns", "a,b", "--out", out("o")};
    List<String> two = new ArrayList<>(List.of(call));
    two.addAll(List.of("--members", "2"));
    assertThat(advect(two.toArray(String[]::new))).isEqualTo(2);
    assertThat(stderr.toString()).contains("has a column 'logp_spread' already");
    assertThat(dir.resolve("o")).doesNotExist();
  }

  @Test
  void aModelWithoutAPlaceIsRefusedBeforeAnyWork() throws IOException {
    String nowhere = dir.resolve("absent").resolve("m.safetensors").toString();
    assertThat(advect("train", "--data", table(), "--model", nowhere, "--out", out("o")))
        .isEqualTo(2);
    assertThat(stderr.toString()).contains("--model", "there is no directory");
    assertThat(advect("train", "--data", table(), "--model", dir.toString(), "--out", out("o")))
        .isEqualTo(2);
    assertThat(dir.resolve("o")).doesNotExist();
  }

  @Test
  void aModelThatCouldNotBeWrittenIsRefusedBeforeAnyWork() throws IOException {
    // the hidden file beside a name this long has a name that no file system takes
    String model = out("m".repeat(240));
    assertThat(advect("train", "--data", table(), "--model", model, "--out", out("o")))
        .isEqualTo(1);
    assertThat(stderr.toString()).contains(model + ": cannot be written: ").hasLineCount(1);
    assertThat(dir.resolve("o")).doesNotExist();
  }

  @Test
  void aTableWithAColumnOfTheScoresIsRefusedBeforeTraining() throws IOException {
    Path data = dir.resolve("scored.csv");
    Files.writeString(data, "a,b,LogP\n" + "1.5,2,3\n0.5,7,1\n2.5,3,9\n".repeat(9));
    assertThat(advect("train", "--data", data.toString(), "--columns", "a,b", "--out", out("o")))
        .isEqualTo(2);
    assertThat(stderr.toString()).contains("has a column 'LogP' already").hasLineCount(1);
    assertThat(dir.resolve("o")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"my table", "", "../up"})
  void aNameThatNamesNoDirectoryIsRefusedBeforeTheTableIsRead(String name) {
    assertThat(advect("train", "--data", out("absent.csv"), "--name", name)).isEqualTo(2);
    assertThat(stderr.toString())
        .startsWith("advect: --name names the results directory")
        .contains("but is \"" + name + "\"");
  }

  @Test
  void marginsAreChosenByAWord() throws IOException {
    String wrong = "norml";
    assertThat(advect("train", "--data", out("absent.csv"), "--margins", wrong)).isEqualTo(2);
    assertThat(stderr.toString())
        .startsWith("advect: --margins is \"norml\"; the choices are plain, auto, normal")
        .contains("did you mean normal?");
    assertThat(
            advect(
                "train",
                "--data",
                table(),
                "--columns",
                "weight,height,age",
                "--margins",
                "normal",
                "--quick",
                "--out",
                out("o"),
                "--set",
                "training.iterations=2"))
        .isZero();
    assertThat(Files.readString(dir.resolve("o").resolve("metrics.json")))
        .contains("\"margins\": \"normal\"", "the normal quantile of its rank");
  }

  @Test
  void columnsNamedTwiceAreRefused() throws IOException {
    String twice = "height,height";
    assertThat(advect("train", "--data", table(), "--columns", twice, "--out", out("o")))
        .isEqualTo(2);
    assertThat(stderr.toString()).startsWith("advect: --columns must differ from one another");
  }

  @Test
  void namedColumnsOfTextAreRefusedWithThoseToChoose() throws IOException {
    int code =
        advect("train", "--data", table(), "--columns", "height,name,weight", "--out", out("o"));
    assertThat(code).isEqualTo(2);
    assertThat(stderr.toString()).contains("column 'name'", "height").contains("weight");
    assertThat(dir.resolve("o")).doesNotExist();
  }

  private String out(String name) {
    return dir.resolve(name).toString();
  }

  /** Row numbers, text, gaps and two categories, one of them of numbers. */
  private String mixed() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("id,kind,height,name,label\n");
    for (int i = 0; i < 90; i++) {
      String height = i == 7 ? "" : Double.toString(random.nextGaussian());
      rows.append("%d,%s,%s,x%d,%d\n".formatted(i, i % 3 == 0 ? "oak" : "elm", height, i, i % 2));
    }
    return Files.writeString(dir.resolve("mixed.csv"), rows).toString();
  }

  @Test
  void anyTableIsLearnedAndItsCategoriesAreKnownByName() throws IOException {
    String data = mixed();
    String few = "training.iterations=3";
    int code =
        advect(
            "train",
            "--data",
            data,
            "--categories",
            "label",
            "--quick",
            "--out",
            out("m"),
            "--set",
            few,
            "--set",
            "evaluate.samples=40");
    assertThat(stderr.toString())
        .contains(
            "left out 'id': it numbers the rows\n",
            "left out 'name': text with 90 different values\n",
            "learning 3 columns: kind, height, label; 'kind' has the levels [elm, oak]; 'label' has"
                + " the levels [0, 1]; dropped 1 row that",
            "89 rows in 5 dimensions");
    assertThat(code).isZero();
    assertThat(Files.readString(dir.resolve("m/metrics.json")))
        .contains("\"columns\": [ \"kind\", \"height\", \"label\" ]")
        .contains("\"categories\": [ \"kind\", \"label\" ]", "\"missing\": \"drop\"");
    assertThat(Files.readAllLines(dir.resolve("m/scores.csv")))
        .hasSize(90)
        .first()
        .isEqualTo("id,kind,height,name,label,logp,percentile,status,reason");
    assertThat(dir.resolve("m/corner.png")).exists();

    assertThat(advect("sample", out("m"), "-n", "20", "--out", out("s.csv"))).isZero();
    List<String> drawn = Files.readAllLines(dir.resolve("s.csv"));
    assertThat(drawn.get(0)).isEqualTo("kind,height,label");
    assertThat(drawn.subList(1, 21)).allMatch(row -> row.matches("(oak|elm),[^,]+,[01]"));
    assertThat(advect("score", out("m"), "--data", out("s.csv"), "--json")).isZero();
    assertThat(stdout.toString()).containsPattern("\"kind\": \"(oak|elm)\"");
    assertThat(advect("info", out("m"))).isZero();
    assertThat(stdout.toString()).contains("a category of 2 levels (elm, oak)");
    assertThat(advect("plot", out("m"), "--data", out("s.csv"), "--out", out("p"))).isZero();
    assertThat(dir.resolve("p/corner.png")).exists();

    Files.writeString(dir.resolve("new.csv"), "kind,height,label\noak,0,1\nelmm,0,1\n");
    assertThat(advect("score", out("m"), "--data", out("new.csv"), "--out", out("n.csv"))).isZero();
    assertThat(stderr.toString()).contains("1 of 2 rows has no log density: 1 unknown-level");
    assertThat(Files.readAllLines(dir.resolve("n.csv")).get(2))
        .startsWith("elmm,0,1,,,unknown-level,")
        .contains("column 'kind': found 'elmm'", "the nearest is 'elm'");
  }

  @Test
  void aFineToleranceIsSolvedInFloat64UnlessFloat32IsAskedFor() throws IOException {
    String[] fine = {
      "train",
      "--data",
      table(),
      "--columns",
      "weight,height",
      "--quick",
      "--out",
      out("o"),
      "--set",
      "training.iterations=2",
      "--set",
      "evaluate.solver.tolerance=1e-7",
      "--set",
      "evaluate.samples=40",
      "--set",
      "evaluate.check-points=10"
    };
    String[] refused = Arrays.copyOf(fine, fine.length + 2);
    refused[fine.length] = "--set";
    refused[fine.length + 1] = "flow.precision=float32";
    assertThat(advect(refused)).isEqualTo(2);
    assertThat(stderr.toString())
        .contains(
            "flow.precision is float32, but evaluate.solver is dopri5, tolerance 1e-07: finer than"
                + " float32 can tell: ask for a tolerance of 5.0E-7 or more, or leave out");
    assertThat(dir.resolve("o")).doesNotExist();
    assertThat(advect(fine)).as(stderr.toString()).isZero();
    assertThat(stderr.toString())
        .contains("tolerance 1e-07: finer than float32 can tell, so evaluated in float64");
    assertThat(Files.readString(dir.resolve("o/metrics.json")))
        .contains("\"settings\": \"dopri5 at tolerance 1e-07 in float64\"");
  }

  @Test
  void theRowsThatAreLookedAtAreThoseThatAreLearned() throws IOException {
    String data = table();
    assertThat(
            advect(
                "train",
                "--data",
                data,
                "--columns",
                "height,weight",
                "--sample",
                "30",
                "--seed",
                "5",
                "--quick",
                "--out",
                out("o"),
                "--set",
                "training.iterations=2"))
        .isZero();
    SourceOptions thirty = SourceOptions.ALL.withColumns(List.of("height")).withSample(30, 5);
    try (TableSource asked = TableSource.open(data, thirty);
        TableSource learned =
            TableSource.open(
                out("o/scores.csv"), SourceOptions.ALL.withColumns(List.of("height")))) {
      assertThat(learned.read().values().data).isEqualTo(asked.read().values().data);
    }
  }

  @Test
  void standardInputIsReadInAnyFormat() throws IOException {
    String row = "{\"a\": %d.5, \"b\": %d}";
    String rows =
        IntStream.range(0, 30).mapToObj(i -> row.formatted(i, i % 7)).collect(joining(","));
    InputStream real = System.in;
    System.setIn(new ByteArrayInputStream(("[" + rows + "]").getBytes(UTF_8)));
    try {
      String few = "training.iterations=2";
      assertThat(advect("train", "--data", "-", "--quick", "--set", few, "--out", out("o")))
          .as(stderr.toString())
          .isZero();
    } finally {
      System.setIn(real);
    }
    assertThat(Files.readAllLines(dir.resolve("o/scores.csv")))
        .hasSize(31)
        .first()
        .isEqualTo("a,b,logp,percentile,status,reason");
    assertThat(Files.readString(dir.resolve("o/metrics.json"))).contains("\"table\": \"-\"");
  }

  @Test
  void refusingMissingCellsIsObeyed() throws IOException {
    int code = advect("train", "--data", mixed(), "--missing", "refuse", "--out", out("o"));
    assertThat(code).isEqualTo(2);
    assertThat(stderr.toString()).contains("data row 8, column 'height': found an empty cell");
  }

  @Test
  void theTableIsNamedInOnePlace() throws IOException {
    String other = "data.table=other.csv";
    assertThat(advect("train", "--data", mixed(), "--set", other, "--out", out("o"))).isEqualTo(2);
    assertThat(stderr.toString()).contains("data.table", "--data");
  }

  @Test
  void timesAreReadAsPeopleWriteThem() {
    Seconds seconds = new Seconds();
    assertThat(seconds.convert("90")).isEqualTo(90);
    assertThat(seconds.convert("2.5m")).isEqualTo(150);
    assertThat(seconds.convert("1h")).isEqualTo(3600);
    for (String wrong : new String[] {"", "0", "-1", "soon", "5 m"}) {
      assertThatThrownBy(() -> seconds.convert(wrong)).hasMessageContaining("such as 5m");
    }
  }
}
