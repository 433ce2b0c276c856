package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.result.Metrics;
import advect.experiment.result.MetricsFormat;
import advect.experiment.result.ResultsDirectory;
import advect.experiment.spec.ExperimentSpec;
import advect.train.TrainedFlow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells of its phases while and after it trains. */
class PhasedExperimentTest {
  private static final String BASE = "flow.base={student-t: {nu: 3}}";
  private static final String STAYS =
      "flow matching does not learn the base, which stays as it begins; a phase with objective: mle"
          + " would learn it";

  @TempDir private Path dir;

  private final List<String> told = new ArrayList<>();

  @Test
  void aLossWithRunningCostsIsNoNll() {
    List<String> nlls =
        trained("training.phases=[{iterations: 2, costs: {kinetic: 100}}, {iterations: 2}]");
    assertThat(told)
        .extracting(text -> text.substring(0, text.indexOf(' ')))
        .containsExactly("training,", "loss", "loss", "training,", "NLL", "NLL");
    assertThat(nlls.get(0)).isEmpty();
    assertThat(nlls.get(1)).isNotEmpty();
  }

  @Test
  void aRandomEndLeavesTheLossAnNll() {
    List<String> nlls = trained("training.phases=[{iterations: 2, costs: {steer: 0.5}}]");
    assertThat(told.get(0)).startsWith("NLL ");
    assertThat(nlls.get(0)).isNotEmpty();
  }

  /**
   * log p(1000 x) = log p(x) - log 1000. Two numbers of two decimals are each off by 0.005 at most;
   * points are the same but for roundings, which a step of training does not magnify to 0.005.
   */
  @Test
  void theLossOfATableIsToldInItsUnits() throws IOException {
    double metres = told("NLL of dequantized rows ", table(1));
    double millimetres = told("NLL of dequantized rows ", table(1000));
    assertThat(millimetres - metres).isCloseTo(Math.log(1000), within(0.015));
  }

  @Test
  void theLossOfMatchingSaysWhatItIs() {
    trained("training.objective=flow-matching", "training.iterations=1");
    assertThat(told.get(0)).startsWith("loss (of matching, standardised units) ");
  }

  private String table(double unit) throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("a\n");
    for (int i = 0; i < 60; i++) rows.append(unit * random.nextGaussian()).append('\n');
    Path table = Files.writeString(dir.resolve("t.csv"), rows);
    return "data={table: '%s'}".formatted(table);
  }

  private double told(String label, String settings) {
    told.clear();
    trained(settings, "training.iterations=1");
    return told.stream()
        .filter(text -> text.startsWith(label))
        .mapToDouble(text -> Double.parseDouble(text.substring(label.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anOptimizersPlanIsToldWhereItsPhaseBegins() {
    trained("training.optimizer=muon", "training.phases=[{iterations: 1}, {iterations: 1}]");
    String plan =
        "muon finds no hidden matrix (no layer lies between two others), so its adam, rate 0.005,"
            + " steps everything";
    assertThat(told).startsWith("training, phase 1 of 2: mle", plan);
    assertThat(told.subList(3, 5)).containsExactly("training, phase 2 of 2: mle", plan);
  }

  @Test
  void aNormalBaseHasNothingToLearn() {
    trained("training.objective=flow-matching", "training.iterations=1");
    assertThat(told).hasSize(1);
  }

  @Test
  void flowMatchingAloneTellsThatTheBaseIsNotLearnedAndCountsNoSolves() {
    Metrics metrics = run(BASE, "training.phases=[{objective: flow-matching, iterations: 2}]");
    assertThat(told).contains(STAYS);
    assertThat(metrics.nfe().trainForward()).isNaN();
    assertThat(metrics.nfe().trainBackward()).isNaN();
    Path file = dir.resolve("out").resolve("metrics.json");
    assertThat(MetricsFormat.read(file).nfe()).isEqualTo(metrics.nfe());
  }

  /** A solve of dopri5 takes six evaluations a step at least; a match takes one. */
  @Test
  void evaluationsOfTrainingAreThoseOfSolves() {
    Metrics metrics =
        run(BASE, "training.phases=[{objective: flow-matching, iterations: 8}, {iterations: 1}]");
    assertThat(told).doesNotContain(STAYS);
    assertThat(metrics.nfe().trainForward()).isGreaterThanOrEqualTo(6);
  }

  private Metrics run(String... settings) {
    ResultsDirectory out = ResultsDirectory.at(dir.resolve("out"));
    return ExperimentRun.run(spec(settings), out, RunOptions.of(1), new Recorder());
  }

  /** The train_nll of each line of loss.csv, after training alone. */
  private List<String> trained(String... settings) {
    ExperimentSpec spec = spec(settings);
    Path checkpoint = dir.resolve("checkpoint");
    try (Source source = Source.of(spec)) {
      TrainedFlow trained =
          new TrainingPhase(
                  spec, new Blueprint(spec, 1), RunOptions.of(1), new Recorder(), checkpoint)
              .run(source);
      return LossTable.csv(trained.training(), source, spec.training().phases())
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1)[2])
          .toList();
    }
  }

  private static ExperimentSpec spec(String... settings) {
    String yaml =
        """
        name: x
        data: {toy: mixture-1d}
        field: {hidden: [6]}
        training: {batch: 20, optimizer: adam, validation: {every: 2, size: 20}}
        evaluate: {samples: 20, grid: 4, check-points: 20, solver: {tolerance: 1e-2}}
        """;
    return ExperimentSpec.parse(yaml, "x.yaml", List.of(settings));
  }

  /** Keeps what is told: phases as they are, of iterations the loss. */
  private final class Recorder implements Progress {
    @Override
    public void phase(String what) {
      told.add(what);
    }

    @Override
    public void iteration(int done, int total, List<String> notes) {
      told.add(notes.get(0));
    }
  }
}
