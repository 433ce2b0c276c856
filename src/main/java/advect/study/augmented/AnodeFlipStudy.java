package advect.study.augmented;

import advect.experiment.Progress;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.kernel.Activation;
import advect.plot.ChartFigure;
import advect.plot.chart.Figure;
import advect.study.Findings;
import advect.study.Study;
import advect.study.Trainings;
import advect.study.augmented.AugmentationTrials.Trials;
import advect.study.augmented.AugmentationTrials.Variant;
import advect.supervised.Examples;
import advect.supervised.NeuralOde;
import advect.train.objective.LossReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The function -1 → 1, 1 → -1, which no ODE on a line can be: its paths would cross (Dupont et al.
 * 2019, proposition 1). One coordinate more and the line turns around in a plane.
 */
public record AnodeFlipStudy(String name, long seed, AugmentationTrials trials) implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "anode-flip";

  private static final AugmentationTrials DEFAULT =
      new AugmentationTrials(1, List.of(32, 32), Activation.SOFTPLUS, 1e-3, 300, 5);

  private static final DMatrixRMaj INPUTS = new DMatrixRMaj(new double[][] {{-1}, {1}});
  private static final DMatrixRMaj TARGETS = new DMatrixRMaj(new double[][] {{1}, {-1}});

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s = file.section(AugmentationTrials.KEYS);
    return s.make(
        () -> new AnodeFlipStudy(file.name(s), file.seed(s), AugmentationTrials.read(s, DEFAULT)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    trials.write(settings);
    return settings;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    progress.phase("training without further coordinates");
    Trials plain = trials.train(variant("plain", 1), threads, trainings, progress);
    progress.phase("training with further coordinates");
    Trials augmented =
        trials.train(variant("augmented", 1 + trials.augment()), threads, trainings, progress);
    Map<String, Double> test = new LinkedHashMap<>();
    note(test, "plain", plain);
    note(test, "augmented", augmented);
    return new Findings(
        protocol(),
        test,
        Findings.beside(test, "augmented", "plain"),
        Map.of(),
        Map.of("flip", picture(plain, augmented)));
  }

  private Variant variant(String name, int dim) {
    Examples examples = Examples.of(INPUTS, TARGETS);
    return new Variant(name, NeuralOde.map(1, trials.field(dim)), run -> examples, seed);
  }

  private static void note(Map<String, Double> test, String variant, Trials of) {
    test.put("loss_" + variant + "_d1", of.mean(trial -> last(trial).value()));
    test.put("nfe_" + variant + "_d1", of.mean(trial -> last(trial).forwardEvaluations()));
    Examples examples = Examples.of(INPUTS, TARGETS);
    test.put(
        "accuracy_" + variant + "_d1",
        of.mean(trial -> Spheres.accuracy(examples, trial.predictor().predict(examples.inputs()))));
  }

  private static LossReport last(AugmentationTrials.Trial trial) {
    List<LossReport> history = trial.fit().history();
    return history.get(history.size() - 1);
  }

  private Figure picture(Trials plain, Trials augmented) {
    int epochs = trials.epochs();
    List<String> names = List.of("from \u22121", "from 1");
    return ChartFigure.of(
        List.of(
            AnodePictures.loss("", plain, augmented, epochs),
            AnodePictures.evaluations("", plain, augmented, epochs),
            AnodePictures.overTime("neural ODE", path(plain), names),
            AnodePictures.overTime("augmented by " + trials.augment(), path(augmented), names)),
        2);
  }

  private static List<DMatrixRMaj> path(Trials of) {
    return of.each().get(0).predictor().path(INPUTS, AnodePictures.times());
  }

  private String protocol() {
    return "Two examples, -1 with target 1 and 1 with target -1, both in every batch; the output is"
        + " the first coordinate of h(1), without a head; further coordinates: "
        + trials.augment()
        + ". "
        + trials.describe()
        + " Loss and evaluations are those of the last iteration; accuracy is the share of outputs"
        + " with the sign of their target.";
  }
}
