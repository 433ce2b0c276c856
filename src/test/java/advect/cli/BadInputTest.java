package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.data.Split;
import advect.data.toy.ToyDistribution;
import advect.experiment.ExperimentRun;
import advect.ode.SolverCatalog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a person reads who runs an experiment that cannot be run: one sentence, code 2, and nothing
 * is written. {@code DIR/} stands for the directory everything is in.
 */
class BadInputTest {
  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir private Path dir;
  private List<String> before = List.of();

  @BeforeEach
  void experiments() throws IOException {
    Files.writeString(dir.resolve("toy.yaml"), "name: x\ndata: {toy: two-moons}\n");
    Files.writeString(
        dir.resolve("table.yaml"), "name: x\ndata: {table: %s}\n".formatted(dir.resolve("t.csv")));
    before = files();
  }

  /** The rows of t.csv, / for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          ``                    | DIR/t.csv is empty, expected a header line and rows of numbers; check how it was made.
          a,b                   | DIR/t.csv: found columns [a, b] but no data rows, expected rows of numbers; check how it was made.
          a,b/1,2               | DIR/t.csv: found 1 data row, expected at least 2 to learn a density; add rows.
          a,b/1,2/3,x/4,5/6,7   | DIR/t.csv, data row 2, column 'b': found 'x', expected a finite number; correct it or remove the row.
          a,b/1,2/3,/4,5/6,7    | DIR/t.csv, data row 2, column 'b': found an empty cell, expected a finite number; correct it or remove the row.
          a,b/1,2/3,4/NaN,5/6,7 | DIR/t.csv, data row 3, column 'a': found 'NaN', expected a finite number; correct it or remove the row.
          a,b/1,2/3,4/inf,5/6,7 | DIR/t.csv, data row 3, column 'a': found 'inf', expected a finite number; correct it or remove the row.
          a,b/1,7/2,7/3,7/4,7   | DIR/t.csv: column 'b' is 7.0 in all 4 data rows, expected it to vary, because a constant has no density; choose the others with columns: [a].
          a,b,c/1,2,3/4,5,7     | DIR/t.csv: found 2 data rows and 3 columns, expected more rows than columns, because fewer lie on a plane without density; add rows, or choose fewer columns with columns: [...].
          a/1/2                 | DIR/t.csv: Cannot split 2 rows into training, validation and test with fractions 0.1 and 0.1 for the latter two: no row is left to train on; add rows or lower the fractions.
          a,b/1,2/4,5/6,8       | DIR/t.csv, rows for training: found 1 data row, expected at least 2 to learn a density; add rows.
          """)
  void aTableThatCannotBeLearnedFrom(String rows, String sentence) throws IOException {
    Files.writeString(dir.resolve("t.csv"), rows.isEmpty() ? "" : rows.replace('/', '\n') + "\n");
    assertRefused(sentence, "table.yaml");
  }

  /** The one row in which the column differs is held out by some of the seeds. */
  @Test
  void aColumnThatIsConstantOnlyInTraining() throws IOException {
    Files.writeString(dir.resolve("t.csv"), "a,b\n1,7\n2,7\n3,7\n4,7\n5,7\n6,7\n7,7\n8,8\n");
    int seed = 0;
    while (!heldOut(7, seed)) seed++;
    assertRefused(
        "DIR/t.csv, rows for training: column 'b' is 7.0 in all 6 data rows, expected it to vary,"
            + " because a constant has no density; choose the others with columns: [a].",
        "table.yaml",
        "--set",
        "seed=" + seed);
  }

  private static boolean heldOut(int row, int seed) {
    int[] train = new Split(8, Split.Fractions.DEFAULT, seed).train();
    return Arrays.stream(train).noneMatch(i -> i == row);
  }

  /** What may be wrong in a call, and with which words it is answered. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nope.yaml                                       | DIR/nope.yaml: no such file
          toi.yaml                                        | DIR/toi.yaml: no such file; did you mean DIR/toy.yaml?
          .                                               | DIR/.: is a directory; expected an experiment file
          table.yaml                                      | There is no file DIR/t.csv. Check the path, or write a query that begins with SELECT.
          toy.yaml --set training.bacth=3                 | --set training.bacth=3: unknown key training.bacth; did you mean batch? (known: objective, iterations, optimizer, schedule, clip, average, costs, stopping, phases, gradient, batch, noise, validation, precision, members, blend)
          toy.yaml --set training.batch=many              | --set training.batch=many: training.batch must be a whole number, such as 256, but is "many"
          toy.yaml --set training.batch=-5                | --set training.batch=-5: training.batch must be at least 1, but is -5
          toy.yaml --set training.batch=2000000000        | --set training.batch=2000000000: training.batch must be at most 10000000, but is 2000000000
          toy.yaml --set field.hidden=[8,-8]              | --set field.hidden=[8,-8]: field.hidden must list widths of at least 1, but has -8
          toy.yaml --set field.activation=relu            | --set field.activation=relu: field.activation must be one of tanh, softplus, silu, elu, sigmoid, but is "relu"; did you mean elu?
          toy.yaml --set data.toy=moon                    | --set data.toy=moon: data.toy must be one of <toys>, but is "moon"
          toy.yaml --set solver.method=dopri              | --set solver.method=dopri: solver.method must be one of <solvers>, but is "dopri"; did you mean dopri5?
          toy.yaml --set solver={method:gill,steps:9}     | --set solver={method:gill,steps:9}: unknown key solver.method:gill; did you mean method? (known: method, tolerance, steps, max-steps)
          toy.yaml --set solver.method=adams-moulton      | --set solver.method=adams-moulton: solver has method adams-moulton, a black box whose steps cannot be differentiated; add training.gradient: continuous, or choose a method such as dopri5
          toy.yaml --set seed                             | --set seed: has no =; write key=value, such as training.iterations=3000
          toy.yaml --set =1                               | --set =1: has an empty key; write key=value, such as training.iterations=3000
          toy.yaml --threads 0                            | --threads must be between 1 and 1024, but is 0
          toy.yaml --out DIR/toy.yaml                     | DIR/toy.yaml: is a file; --out takes a directory
          toy.yaml --out DIR/toy.yaml/deep/er             | DIR/toy.yaml/deep/er: cannot be written: DIR/toy.yaml is a file; choose another place with --out
          toy.yaml --out DIR                              | DIR: holds table.yaml, which is not a result and would be lost; choose another place with --out
          """)
  void aCallThatCannotBeCarriedOut(String call, String sentence) throws IOException {
    assertRefused(sentence, call.split(" "));
  }

  @Test
  void anEmptyNameIsNoPlaceForResults() throws IOException {
    assertRefused("--out is empty; give a directory", "toy.yaml", "--out", "");
  }

  @Test
  void aPlaceWithoutPermission() throws IOException {
    Path locked = Files.createDirectory(dir.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(locked), "nothing is locked for the administrator");
    before = files();
    assertUnwritten(
        ExperimentRun::run,
        "DIR/locked/x: cannot be written: permission denied",
        "toy.yaml",
        "--out",
        locked.resolve("x").toString());
  }

  @Test
  void aDiskThatIsFullAfterTheWork() throws IOException {
    assumeTrue(Files.isWritable(FULL_DISK), "only Linux has a disk that is always full");
    Runner filling =
        (spec, results, threads, progress) -> {
          results.replace(BadInputTest::fill);
          throw new AssertionError("the disk is full");
        };
    assertUnwritten(filling, "DIR/out: cannot be written: No space left on device", "toy.yaml");
  }

  private static void fill(Path stage) throws IOException {
    Files.writeString(stage.resolve("metrics.json"), "{}");
    try (OutputStream out = new FileOutputStream(FULL_DISK.toFile())) {
      out.write(new byte[1 << 16]);
    }
  }

  @Test
  void trainingThatLeadsNowhereIsNotTheCallersFault() throws IOException {
    StringWriter stderr = new StringWriter();
    int code =
        run(
            stderr,
            "toy.yaml",
            "--set=training={iterations: 2, batch: 8, validation: {size: 8}}",
            "--set=solver.max-steps=1");
    assertThat(code).isEqualTo(1);
    assertThat(stderr.toString().lines())
        .last()
        .isEqualTo(
            "advect: training led nowhere: no validation was finite, nor were the gradients of 2 of"
                + " 2 iterations; lower the rates of training.optimizer or loosen solver.tolerance");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aSolveThatFailsLaterNamesItsKeys() throws IOException {
    StringWriter stderr = new StringWriter();
    int code =
        run(
            stderr,
            "toy.yaml",
            "--set=training={iterations: 1, batch: 8, validation: {size: 8}}",
            "--set=evaluate={samples: 8, solver: {max-steps: 1}}");
    assertThat(code).isEqualTo(1);
    assertThat(stderr.toString().lines())
        .last()
        .asString()
        .startsWith("advect: while scoring and sampling, rows 1, 2, ")
        .contains(": the first one's solve stopped at t=")
        .endsWith("or use a fixed step (keys of evaluate.solver); --resume keeps the training");
    assertThat(files()).containsAll(before).hasSize(before.size() + 1);
    int again =
        run(
            stderr,
            "toy.yaml",
            "--resume",
            "--set=training={iterations: 1, batch: 8, validation: {size: 8}}",
            "--set=evaluate={samples: 8, solver: {max-steps: 1}}");
    assertThat(again).isEqualTo(1);
    assertThat(stderr.toString()).contains("going on after iteration 1 of 1");
  }

  /** A mistake in the call. */
  private void assertRefused(String sentence, String... call) throws IOException {
    assertFails(2, ExperimentRun::run, sentence, call);
  }

  /** No mistake, but no success either. */
  private void assertUnwritten(Runner runner, String sentence, String... call) throws IOException {
    String advice =
        "; what was there before is unchanged; make room, get permission, or choose another place";
    assertFails(1, runner, sentence + advice, call);
  }

  private void assertFails(int code, Runner runner, String sentence, String... call)
      throws IOException {
    before = files();
    StringWriter stderr = new StringWriter();
    assertThat(run(runner, stderr, call)).isEqualTo(code);
    assertThat(stderr.toString().replace(dir + "", "DIR"))
        .isEqualToIgnoringNewLines("advect: " + filled(sentence));
    assertThat(files()).isEqualTo(before);
  }

  private int run(StringWriter stderr, String... call) {
    return run(ExperimentRun::run, stderr, call);
  }

  /** Runs the experiment {@code call[0]} with the options after it, into DIR/out if none says. */
  private int run(Runner runner, StringWriter stderr, String... call) {
    List<String> args = new ArrayList<>(List.of("run", dir + "/" + call[0]));
    for (int i = 1; i < call.length; i++) args.add(call[i].replace("DIR", dir.toString()));
    if (!args.contains("--out")) args.addAll(List.of("--out", dir.resolve("out").toString()));
    StringWriter stdout = new StringWriter();
    int code =
        Main.commandLine(runner)
            .setOut(new PrintWriter(stdout, true))
            .setErr(new PrintWriter(stderr, true))
            .execute(args.toArray(new String[0]));
    assertThat(stdout.toString()).isEmpty();
    return code;
  }

  /** Everything in the directory, hidden files too. */
  private List<String> files() throws IOException {
    try (Stream<Path> entries = Files.walk(dir)) {
      return entries.map(Path::toString).sorted().toList();
    }
  }

  private static String filled(String sentence) {
    return sentence
        .replace("<toys>", String.join(", ", ToyDistribution.names()))
        .replace("<solvers>", String.join(", ", SolverCatalog.methods()));
  }
}
