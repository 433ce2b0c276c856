package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;
import advect.flow.FlowDensity;
import advect.model.ModelFile;
import advect.model.StoredModel;
import advect.train.StopRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ensembles that are stopped, go on and are begun anew. */
class MemberTrainingTest {
  private static final int ITERATIONS = 4;

  @TempDir private Path dir;

  private final List<String> told = new ArrayList<>();

  private static ExperimentSpec spec(String... settings) {
    String yaml =
        """
        name: x
        data: {toy: mixture-1d}
        field: {hidden: [4]}
        solver: {method: rk4, steps: 2}
        training: {iterations: 4, batch: 20, members: 3, validation: {every: 2, size: 20}}
        evaluate: {samples: 20, grid: 4, check-points: 20, solver: {tolerance: 1e-2}}
        """;
    return ExperimentSpec.parse(yaml, "x.yaml", List.of(settings));
  }

  /** Stops after so many iterations of all members together; never for a negative number. */
  private void run(String out, boolean resume, int stopAfter, String... settings) {
    StopRequest stop = new StopRequest();
    Progress progress =
        new Progress() {
          private int done;

          @Override
          public void phase(String what) {
            told.add(what);
          }

          @Override
          public void iteration(int number, int total, List<String> notes) {
            if (++done == stopAfter) stop.request();
          }
        };
    ExperimentRun.run(
        spec(settings),
        ResultsDirectory.at(dir.resolve(out)),
        new RunOptions(1, resume, stop),
        progress);
  }

  private List<double[]> members(String out) {
    StoredModel model = ModelFile.read(dir.resolve(out).resolve("model.safetensors"));
    return model.density().members().stream().map(FlowDensity::parameters).toList();
  }

  private List<String> hidden() throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.map(f -> f.getFileName().toString()).filter(f -> f.startsWith(".")).toList();
    }
  }

  /** At the end of the first member, and in the second. */
  @ParameterizedTest
  @ValueSource(ints = {ITERATIONS, ITERATIONS + 2})
  void anEnsembleThatWasStoppedEndsWithTheSameBits(int stopAfter) throws IOException {
    run("whole", false, -1);
    assertThatThrownBy(() -> run("stopped", false, stopAfter)).isInstanceOf(RunInterrupted.class);
    assertThat(dir.resolve("stopped")).doesNotExist();
    told.clear();
    run("stopped", true, -1);
    assertThat(told).noneMatch(line -> line.contains("training anew"));
    List<double[]> whole = members("whole");
    List<double[]> stopped = members("stopped");
    assertThat(whole).hasSize(3);
    for (int k = 0; k < 3; k++) assertThat(stopped.get(k)).containsExactly(whole.get(k));
    assertThat(hidden()).isEmpty();
  }

  /** What another call left of its members does not get in the way of this one. */
  @Test
  void membersOfAnotherCallAreForgotten() throws IOException {
    assertThatThrownBy(() -> run("o", false, 2 * ITERATIONS + 2, "seed=2"))
        .isInstanceOf(RunInterrupted.class);
    assertThat(hidden()).hasSize(3);
    assertThatThrownBy(() -> run("o", false, 2)).isInstanceOf(RunInterrupted.class);
    assertThat(hidden()).hasSize(1);
    run("o", true, -1);
    assertThat(hidden()).isEmpty();
  }

  /** Members share the mixture from which they begin, however many parts each would have chosen. */
  @Test
  void membersShareAFittedBase() throws IOException {
    Path table = dir.resolve("t.csv");
    StringBuilder rows = new StringBuilder("a\n");
    for (int i = 0; i < 200; i++) rows.append(Math.sin(i) * (i % 7)).append('\n');
    Files.writeString(table, rows);
    run("o", false, -1, "data={table: '" + table + "'}", "flow.base={mixture: {learned: false}}");
    StoredModel model = ModelFile.read(dir.resolve("o").resolve("model.safetensors"));
    List<FlowDensity> members = model.density().members();
    assertThat(members).hasSize(3);
    assertThat(members.get(2).flow().base().initialParameters())
        .containsExactly(members.get(0).flow().base().initialParameters());
  }
}
