package advect.study.augmented;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.kernel.Activation;
import advect.parallel.RandomStreams;
import advect.parallel.RandomStreams.Purpose;
import advect.plot.ChartFigure;
import advect.plot.ChartFigure.Chart;
import advect.plot.chart.Figure;
import advect.study.Findings;
import advect.study.Study;
import advect.study.Trainings;
import advect.study.augmented.AugmentationTrials.Trial;
import advect.study.augmented.AugmentationTrials.Trials;
import advect.study.augmented.AugmentationTrials.Variant;
import advect.supervised.Examples;
import advect.supervised.NeuralOde;
import advect.train.objective.LossReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A ball and the shell around it, told apart by an affine head at the end of an ODE: paths of the
 * ball would have to leave the shell, which they can cross only with a further coordinate (Dupont
 * et al. 2019, proposition 2).
 *
 * @param dims of the points, one or more
 */
public record AnodeSpheresStudy(
    String name, long seed, List<Integer> dims, AugmentationTrials trials) implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "anode-spheres";

  private static final AugmentationTrials DEFAULT =
      new AugmentationTrials(5, List.of(32, 32), Activation.SOFTPLUS, 1e-3, 30, 5);

  private static final List<Integer> DIMS = List.of(1, 2, 5);

  /** Points of each class whose paths are drawn. */
  private static final int DRAWN = 40;

  /** Requires sizes that can be trained. */
  public AnodeSpheresStudy {
    dims = List.copyOf(dims);
    Check.that(!dims.isEmpty(), "dims", "must list at least one dimension");
    for (int dim : dims) Check.between("dims", dim, 1, 1000);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    List<String> keys = new ArrayList<>(List.of(AugmentationTrials.KEYS));
    keys.add("dims");
    Section s = file.section(keys.toArray(String[]::new));
    return s.make(
        () ->
            new AnodeSpheresStudy(
                file.name(s),
                file.seed(s),
                s.wholes("dims", DIMS),
                AugmentationTrials.read(s, DEFAULT)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("dims", dims);
    trials.write(settings);
    return settings;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Figure> pictures = new LinkedHashMap<>();
    List<Chart> losses = new ArrayList<>();
    List<Chart> evaluations = new ArrayList<>();
    for (int dim : dims) {
      progress.phase("training in %d dimensions".formatted(dim));
      Trials plain = trials.train(variant("plain", dim, dim), threads, trainings, progress);
      int more = trials.augment();
      progress.phase("training in %d dimensions and %d further ones".formatted(dim, more));
      Trials augmented =
          trials.train(variant("augmented", dim, dim + more), threads, trainings, progress);
      note(test, "plain", dim, plain);
      note(test, "augmented", dim, augmented);
      String title = "d = " + dim;
      losses.add(AnodePictures.loss(title, plain, augmented, trials.epochs()));
      evaluations.add(AnodePictures.evaluations("", plain, augmented, trials.epochs()));
      if (dim == 2) pictures.put("paths", paths(plain, augmented));
    }
    losses.addAll(evaluations);
    pictures.put("training", ChartFigure.of(losses, dims.size()));
    return new Findings(
        protocol(), test, Findings.beside(test, "augmented", "plain"), Map.of(), pictures);
  }

  private Variant variant(String name, int dim, int width) {
    return new Variant(
        name + "_d" + dim,
        NeuralOde.of(dim, trials.field(width), 1),
        run -> draw(dim, Purpose.TRAINING_DATA, run),
        seed);
  }

  private Examples draw(int dim, Purpose purpose, int run) {
    return new Spheres(dim).draw(new RandomStreams(seed), purpose, run);
  }

  private void note(Map<String, Double> test, String variant, int dim, Trials of) {
    Examples fresh = draw(dim, Purpose.TEST_DATA, 0);
    String key = "_" + variant + "_d" + dim;
    int last = trials.epochs() - 1;
    test.put("loss" + key, of.byEpoch(trials.epochs(), LossReport::value)[last]);
    test.put("nfe" + key, of.byEpoch(trials.epochs(), LossReport::forwardEvaluations)[last]);
    test.put("accuracy" + key, of.mean(trial -> accuracy(trial, fresh)));
  }

  private static double accuracy(Trial trial, Examples fresh) {
    return Spheres.accuracy(fresh, trial.predictor().predict(fresh.inputs()));
  }

  private Figure paths(Trials plain, Trials augmented) {
    Examples fresh = draw(2, Purpose.TEST_DATA, 0);
    int[] some =
        IntStream.concat(
                IntStream.range(0, DRAWN), IntStream.range(fresh.rows() - DRAWN, fresh.rows()))
            .toArray();
    DMatrixRMaj inputs = fresh.select(some).inputs();
    List<DMatrixRMaj> alone = path(plain, inputs);
    List<DMatrixRMaj> free = path(augmented, inputs);
    return ChartFigure.of(
        List.of(
            AnodePictures.plane("neural ODE", alone, DRAWN, 0, 1),
            AnodePictures.plane("augmented, in the plane of the data", free, DRAWN, 0, 1),
            AnodePictures.plane("augmented, out of that plane", free, DRAWN, 0, 2)),
        3);
  }

  private static List<DMatrixRMaj> path(Trials of, DMatrixRMaj inputs) {
    return of.each().get(0).predictor().path(inputs, AnodePictures.times());
  }

  private String protocol() {
    return ("500 points of the ball |x| ≤ 0.5 with target -1 and 1500 of the shell 1 ≤ |x| ≤ 1.5"
            + " with target 1, drawn afresh for each run; an affine head on all of h(1); the"
            + " augmented net has %d coordinates more, which begin at zero. %s Loss and evaluations"
            + " of a forward solve are means over the last epoch; accuracy is that of the sign, on"
            + " 2000 fresh points. Paths are those of the first run.")
        .formatted(trials.augment(), trials.describe());
  }
}
