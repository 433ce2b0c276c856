package advect.experiment.pilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.data.Split;
import advect.experiment.Progress;
import advect.experiment.RunInterrupted;
import advect.experiment.RunOptions;
import advect.experiment.result.PilotTrial;
import advect.experiment.result.Plan;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
  /** Trials of two settings then have 52 iterations each, the fewest there are. */
  private static final int ITERATIONS = 700;

  @TempDir private Path dir;

  private final List<String> told = new ArrayList<>();

  private ExperimentSpec spec(int rows, Function<Random, double[]> row, String... settings)
      throws IOException {
    Random random = new Random(1);
    List<double[]> all = IntStream.range(0, rows).mapToObj(i -> row.apply(random)).toList();
    List<String> columns = IntStream.range(0, all.get(0).length).mapToObj(j -> "c" + j).toList();
    String text =
        String.join(",", columns)
            + all.stream()
                .map(
                    r ->
                        "\n"
                            + Arrays.stream(r)
                                .mapToObj(Double::toString)
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining());
    Path file = Files.writeString(dir.resolve("table.csv"), text);
    List<String> all0 =
        new ArrayList<>(
            List.of(
                "field.hidden=[4]",
                "solver={method: rk4, steps: 2}",
                "training.batch=32",
                "training.iterations=" + ITERATIONS));
    all0.addAll(List.of(settings));
    return ExperimentSpec.of(
            "tiny", new DataSpec.TableSpec(file.toString(), columns, Split.Fractions.DEFAULT))
        .with(all0);
  }

  /** A request with one choice open. */
  private static PilotRequest only(PilotChoice open, ExperimentSpec spec, int dim) {
    List<String> fixed =
        Arrays.stream(PilotChoice.values())
            .filter(choice -> choice != open)
            .map(PilotChoice::key)
            .toList();
    return new PilotRequest(spec, fixed, dim, true);
  }

  private Plan plan(PilotRequest request) {
    return plan(request, RunOptions.of(1));
  }

  private Plan plan(PilotRequest request, RunOptions options) {
    Progress telling =
        new Progress() {
          @Override
          public void phase(String what) {
            told.add(what);
          }

          @Override
          public void iteration(int done, int total, List<String> notes) {}
        };
    return Planner.plan(request, options, telling);
  }

  /**
   * Two Gaussian columns of correlation ρ with 1 - ρ² = 1e-6. Whitened they are N(0, I), where an
   * untrained flow begins: the best there is. Merely standardised, N(0, I) is worse by -log(1 -
   * ρ²)/2 = 6.9 nats, and 30 steps of four units cannot flatten a plane by a factor of a thousand.
   */
  @Test
  void correlatedColumnsAreWhitened() throws IOException {
    PilotRequest request = only(PilotChoice.LINEAR, spec(200, PlannerTest::correlated), 2);
    Plan plan = plan(request);
    assertThat(plan.spec())
        .isEqualTo(request.asked().with(List.of("data.preprocessing.linear=whiten")));
    assertThat(plan.trials()).extracting(PilotTrial::chosen).containsExactly(true, true);
    PilotTrial whitened = plan.trials().get(1);
    assertThat(whitened.change()).isEqualTo("data.preprocessing.linear: whiten");
    assertThat(whitened.score().difference()).isBetween(-6.9 - 1, -2.0);
    assertThat(whitened.iterations()).isEqualTo(52);
    assertThat(plan.file().orElseThrow())
        .contains("# ")
        .contains("data.preprocessing.linear: whiten")
        .contains("linear: whiten");
    assertThat(ExperimentSpec.parse(plan.file().get(), "plan", List.of())).isEqualTo(plan.spec());
  }

  private static double[] correlated(Random random) {
    double x = random.nextGaussian();
    return new double[] {x, x + 1e-3 * random.nextGaussian()};
  }

  /**
   * 20 independent columns, 40 training rows. The covariance S of the sample has E tr S⁻¹ =
   * 40·20/19 = 42 instead of 20 and E log det S = -6: the whitened start is (42 - 20 - 6)/2 = 8
   * nats worse on new rows than the standardised one.
   */
  @Test
  void chanceCorrelationsOfFewRowsAreNotWhitened() throws IOException {
    ExperimentSpec spec =
        spec(50, random -> random.doubles(20).map(u -> random.nextGaussian()).toArray());
    Plan plan = plan(only(PilotChoice.LINEAR, spec, 20));
    assertThat(plan.spec()).isEqualTo(spec);
    assertThat(plan.trials()).extracting(PilotTrial::chosen).containsExactly(true, false);
    assertThat(plan.trials().get(1).score().difference()).isPositive();
  }

  @Test
  void theSamePlanTwiceAndForAnyThreads() throws IOException {
    ExperimentSpec spec = spec(100, PlannerTest::correlated, "training.iterations=1700");
    PilotRequest request = new PilotRequest(spec, List.of("flow"), 2, true);
    Plan once = plan(request);
    Plan again = plan(request, RunOptions.of(2));
    assertThat(once.trials()).hasSize(5);
    assertThat(once.trials().stream().map(PilotTrial::score))
        .containsExactlyElementsOf(again.trials().stream().map(PilotTrial::score).toList());
    assertThat(once.file()).isEqualTo(again.file());
  }

  @Test
  void aChangeThatCannotBeMadeFallsOutWithTheReason() throws IOException {
    ExperimentSpec spec =
        spec(
            660,
            random -> random.doubles(501).map(u -> random.nextGaussian()).toArray(),
            "flow.trace={hutchinson: {probes: 1}}");
    Plan plan = plan(only(PilotChoice.LINEAR, spec, 501));
    assertThat(plan.spec()).isEqualTo(spec);
    PilotTrial whitened = plan.trials().get(1);
    assertThat(whitened.chosen()).isFalse();
    assertThat(whitened.score().validationNll()).isNaN();
    assertThat(whitened.reason()).startsWith("Cannot whiten 501 coordinates");
    assertThat(told).anyMatch(line -> line.contains("whiten: left out: Cannot whiten"));
    assertThat(plan.file().orElseThrow()).contains("not chosen: Cannot whiten");
  }

  @Test
  void tooFewIterationsHaveNoPilot() throws IOException {
    ExperimentSpec spec = spec(50, PlannerTest::correlated, "training.iterations=599");
    Plan plan = plan(only(PilotChoice.LINEAR, spec, 2));
    assertThat(plan.spec()).isEqualTo(spec);
    assertThat(plan.trials()).isEmpty();
    assertThat(told)
        .containsExactly("no pilot: trials in 15 % of 599 iterations would be too short");
  }

  @Test
  void whatIsFixedIsNotTried() throws IOException {
    ExperimentSpec spec = spec(50, PlannerTest::correlated);
    assertThat(new PilotRequest(spec, List.of(), 2, true).open())
        .containsExactly(PilotChoice.values());
    assertThat(new PilotRequest(spec, List.of("field", "flow.base"), 2, true).open())
        .containsExactly(PilotChoice.MARGINS, PilotChoice.LINEAR);
    assertThat(new PilotRequest(spec, List.of("data.preprocessing.linear"), 2, true).open())
        .containsExactly(
            PilotChoice.MARGINS, PilotChoice.BASE, PilotChoice.ACTIVATION, PilotChoice.WIDTH);
    assertThat(new PilotRequest(spec, List.of("flow.trace", "fields"), 2, true).open()).hasSize(5);
    // of one column there is nothing to rotate: start, margins, tails, softplus, half the width
    PilotRequest line = new PilotRequest(spec, List.of(), 1, true);
    assertThat(line.trials(line.open())).isEqualTo(5);
    assertThat(line.open(5)).isEqualTo(line.open());
    assertThat(line.open(3))
        .containsExactly(PilotChoice.MARGINS, PilotChoice.LINEAR, PilotChoice.BASE);
    assertThat(line.open(1)).isEmpty();
  }

  @Test
  void aLimitOfTimeShortensTheSchedule() throws IOException {
    ExperimentSpec spec =
        spec(
            50,
            PlannerTest::correlated,
            "training.iterations=100000000",
            "training.stopping.seconds=2");
    Plan plan = plan(new PilotRequest(spec, List.of(), 2, false));
    TrainingOptions options = plan.spec().training().last().options();
    assertThat(options.iterations()).isLessThan(100_000_000);
    int last = options.iterations() - 1;
    // half a cosine over n iterations ends at about (π / 2n)²
    assertThat(options.schedule().factor(last, options.iterations()))
        .isLessThan(3 / Math.pow(options.iterations(), 2) + 1e-6);
    assertThat(options.stopping().seconds()).isBetween(0.2, 2.0);
    assertThat(told).anyMatch(line -> line.contains("so that the learning rate comes to its end"));
  }

  @Test
  void aRequestToStopIsHeeded() throws IOException {
    ExperimentSpec spec = spec(50, PlannerTest::correlated);
    RunOptions stopped = RunOptions.of(1);
    stopped.stop().request();
    assertThatThrownBy(() -> plan(only(PilotChoice.LINEAR, spec, 2), stopped))
        .isInstanceOf(RunInterrupted.class)
        .hasMessageContaining("the same call begins it again");
  }
}
