package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import advect.experiment.Progress;
import advect.experiment.RunOptions;
import advect.experiment.report.Report;
import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.Plan;
import advect.experiment.result.Provenance;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {
  @TempDir private Path dir;
  private Path file;
  private Path out;

  private final StringWriter stdout = new StringWriter();
  private final StringWriter stderr = new StringWriter();

  @BeforeEach
  void anExperiment() throws IOException {
    file = Files.writeString(dir.resolve("x.yaml"), "name: x\ndata: {toy: two-moons}\n");
    out = dir.resolve("out");
  }

  @Test
  void aRunPrintsItsResultsOnStdoutAndItsProgressOnStderr() {
    assertThat(run("--out", out.toString())).isEqualTo(0);
    assertThat(stdout.toString())
        .isEqualTo(
            """
            NLL       2.400 ± 0.010 nats a point, over 100 test points
            mass      1.0000 under the learned density
            NFE       100 evaluations of the field a log density
            training  5 seconds
            results   %s
            """
                .formatted(out));
    assertThat(stderr.toString().lines())
        .contains("x: training")
        .anyMatch(line -> line.startsWith("x: 2 of 2, NLL 2.5000, NFE 30, 0 s left"));
    assertThat(out.resolve("metrics.json")).exists();
  }

  @Test
  void jsonIsTheMetricsFile() throws IOException {
    assertThat(run("--out", out.toString(), "--json", "--set", "seed=7")).isEqualTo(0);
    assertThat(stdout.toString())
        .contains("\"seed\": 7")
        .isEqualTo(Files.readString(out.resolve("metrics.json")));
  }

  @Test
  void aMistakeInTheFileIsASentenceAndCodeTwo() {
    assertThat(run("--set", "training.bacth=3")).isEqualTo(2);
    assertThat(stderr.toString())
        .startsWith("advect: --set training.bacth=3: unknown key training.bacth; did you mean")
        .hasLineCount(1);
    assertThat(stdout.toString()).isEmpty();
  }

  @Test
  void anOutputThatCannotBeWrittenStopsBeforeTraining() {
    assertThat(run("--out", file.toString())).isEqualTo(2);
    assertThat(stderr.toString())
        .isEqualToIgnoringNewLines("advect: " + file + ": is a file; --out takes a directory");
  }

  @Test
  void aFailureWhileWorkingIsASentenceAndCodeOne() {
    Runner failing =
        (spec, results, options, progress) -> {
          throw new ArithmeticException("the solve stopped at t=0.5");
        };
    assertThat(execute(failing, "run", file.toString(), "--out", out.toString())).isEqualTo(1);
    assertThat(stderr.toString()).isEqualToIgnoringNewLines("advect: the solve stopped at t=0.5");
    assertThat(out).doesNotExist();
  }

  @Test
  void verboseShowsWhereAnErrorArose() {
    assertThat(run("--verbose", "--threads", "0")).isEqualTo(2);
    assertThat(stderr.toString())
        .contains("advect: --threads must be between 1 and 1024, but is 0")
        .contains("at advect.cli.");
  }

  @Test
  void aLackOfMemoryIsASentence() {
    Runner hungry =
        (spec, results, options, progress) -> {
          throw new OutOfMemoryError("Java heap space");
        };
    assertThat(execute(hungry, "run", file.toString(), "--out", out.toString())).isEqualTo(1);
    assertThat(stderr.toString()).startsWith("advect: out of memory: ").hasLineCount(1);
  }

  @Test
  void aWrongCallNamesTheWordAndTheHelp() {
    assertThat(execute(MainTest::fake, "rum")).isEqualTo(2);
    assertThat(stderr.toString())
        .contains("Unmatched argument")
        .contains("'rum'")
        .contains("Did you mean: advect run?")
        .contains("Try 'advect --help'.");
    assertThat(execute(MainTest::fake)).isEqualTo(2);
    assertThat(execute(MainTest::fake, "run")).isEqualTo(2);
    assertThat(execute(MainTest::fake, "run", "a.yaml", "--threads", "many")).isEqualTo(2);
    assertThat(stderr.toString()).contains("'--threads'").contains("'many'");
  }

  /** The list of commands has the first element of each description and no more. */
  @Test
  void theListOfCommandsHasWholeSentences() {
    assertThat(Main.commandLine(MainTest::fake).getSubcommands())
        .allSatisfy(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith("."));
  }

  /** picocli takes these texts for formats, and warns on standard error where a % is not one. */
  @Test
  void everyTextOfHelpCanBeFormatted() {
    for (CommandLine command : Main.commandLine(MainTest::fake).getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      List<String> texts = new ArrayList<>();
      texts.addAll(List.of(spec.usageMessage().description()));
      texts.addAll(List.of(spec.usageMessage().footer()));
      for (ArgSpec arg : spec.args()) texts.addAll(List.of(arg.description()));
      assertThat(texts)
          .allSatisfy(text -> assertThatNoException().isThrownBy(() -> String.format(text)));
    }
  }

  @Test
  void helpAndVersionGoToStdout() {
    for (String[] args : new String[][] {{"--help"}, {"run", "--help"}, {"report", "--help"}}) {
      assertThat(execute(MainTest::fake, args)).isEqualTo(0);
    }
    assertThat(execute(MainTest::fake, "--version")).isEqualTo(0);
    assertThat(stdout.toString())
        .contains("Examples:", "advect train --data")
        .contains("advect 0.")
        .contains("(Java ");
    assertThat(stderr.toString()).isEmpty();
  }

  @Test
  void aReportIsWrittenFromResultsAndIntoThePageBesideThem() throws IOException {
    Path page = dir.resolve("README.md");
    Files.writeString(page, "before\n" + Report.BEGIN + "\n" + Report.END + "\nafter\n");
    String here = Files.readString(Path.of("README.md"));
    run("--out", dir.resolve("results").resolve("x").toString());
    int code = execute(MainTest::fake, "report", dir.resolve("results").toString());
    assertThat(code).isEqualTo(0);
    assertThat(dir.resolve("results").resolve("README.md")).content().contains("[x](x)");
    assertThat(page)
        .content()
        .startsWith("before\n")
        .contains("[x](results/x)")
        .endsWith("after\n");
    assertThat(Path.of("README.md")).content().isEqualTo(here);
    assertThat(execute(MainTest::fake, "report", dir.resolve("nothing").toString())).isEqualTo(2);
  }

  @Test
  void aPageWithoutMarksStaysAsItIsUnlessItIsAskedFor() throws IOException {
    byte[] own = "my own page, in Latin-1: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Path page = Files.write(dir.resolve("README.md"), own);
    run("--out", dir.resolve("results").resolve("x").toString());
    String results = dir.resolve("results").toString();
    Path notes = Files.writeString(dir.resolve("notes.md"), "notes\n");
    assertThat(execute(MainTest::fake, "report", results, "--page", notes.toString())).isEqualTo(2);
    assertThat(stderr.toString()).contains("notes.md: has no place for the table");
    assertThat(dir.resolve("results").resolve("README.md")).doesNotExist();

    assertThat(execute(MainTest::fake, "report", results)).isEqualTo(0);
    assertThat(dir.resolve("results").resolve("README.md")).exists();
    assertThat(page).hasBinaryContent(own);
  }

  @Test
  void sentencesDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(run("--out", out.toString())).isEqualTo(0);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(stdout.toString()).contains("2.400 ± 0.010");
    assertThat(stderr.toString()).contains("NLL 2.5000");
  }

  private int run(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "run";
    args[1] = file.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return execute(MainTest::fake, args);
  }

  private int execute(Runner runner, String... args) {
    return Main.commandLine(runner)
        .setOut(new PrintWriter(stdout, true))
        .setErr(new PrintWriter(stderr, true))
        .execute(args);
  }

  private static Metrics fake(
      Plan plan, ResultsDirectory results, RunOptions options, Progress progress) {
    ExperimentSpec spec = plan.spec();
    progress.phase("training");
    progress.iteration(1, 2, List.of("NLL 2.6000", "NFE 30"));
    progress.iteration(2, 2, List.of("NLL 2.5000", "NFE 30"));
    double unknown = Double.NaN;
    Metrics metrics =
        new Metrics(
            new Metrics.Subject(spec.name(), 2, spec.seed(), spec.tree()),
            Provenance.current(options.threads()),
            new Metrics.Test(100, 2.4, 0.01, unknown, unknown, unknown),
            new Metrics.Nfe(30, 40, 100, 90),
            new Metrics.Time(5, 6, 7, 0.1, 1, 1),
            new Metrics.Checks(1, unknown, 0, 0, unknown, 0, null),
            null);
    results.replace(
        stage -> Files.writeString(stage.resolve("metrics.json"), MetricsFormat.write(metrics)));
    return metrics;
  }
}
