package advect.study.series;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.latent.FittedLatentOde;
import advect.latent.FittedRecurrent;
import advect.latent.Forecaster;
import advect.latent.LatentOde;
import advect.latent.Series;
import advect.parallel.RandomStreams;
import advect.plot.chart.Figure;
import advect.study.Findings;
import advect.study.Study;
import advect.study.Trainings;
import advect.study.Trainings.Trained;
import advect.study.series.Spirals.Stretch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spirals seen at a few noisy points and continued beyond them, by a latent ODE and by a recurrent
 * net (Chen et al. 2018, section 5.1).
 *
 * @param series for training, and as many for the test
 * @param observed points told of each series, a model for each number
 * @param training of the models
 * @param models that are fitted
 */
public record SpiralsStudy(
    String name,
    long seed,
    int series,
    List<Integer> observed,
    SeriesTraining training,
    SpiralModels models)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "spirals";

  private static final List<Integer> OBSERVED = List.of(30, 50, 100);
  private static final int KL_WARM_UP = 200;
  private static final int WARM_UP = 20;
  private static final SeriesTraining TRAINING = new SeriesTraining(10_000, 6000, 128, 0.01);

  /** Of the paper's table 2. */
  private static final Map<Integer, double[]> PUBLISHED =
      Map.of(
          30, new double[] {0.1642, 0.3937},
          50, new double[] {0.1502, 0.3202},
          100, new double[] {0.1346, 0.1813});

  /** Requires sizes. */
  public SpiralsStudy {
    Check.between("series", series, 1, 1_000_000);
    Check.that(!observed.isEmpty(), "observed", "must have a number at least");
    for (int n : observed) Check.between("observed", n, 1, Spirals.LENGTH);
    observed = List.copyOf(observed);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s =
        file.section(
            "series",
            "observed",
            "iterations",
            "rnn-iterations",
            "batch",
            "rate",
            "latent",
            "hidden",
            "dynamics",
            "decoder",
            "cell",
            "rnn-cell",
            "anchor");
    return s.make(
        () ->
            new SpiralsStudy(
                file.name(s),
                file.seed(s),
                s.whole("series", 1000),
                s.wholes("observed", OBSERVED),
                SeriesTraining.read(s, TRAINING),
                SpiralModels.read(s)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("series", series);
    settings.put("observed", observed);
    settings.putAll(training.tree());
    settings.putAll(models.tree());
    return settings;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    SeriesFit fit =
        new SeriesFit(training, seed, LatentOde.ENGINE.withThreads(threads), trainings, progress);
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Double> reference = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    Map<String, Figure> pictures = new LinkedHashMap<>();
    for (int n : observed) {
      List<Series> examples =
          draw(Spirals.LENGTH, n, RandomStreams.Purpose.TRAINING_DATA).stream()
              .map(Stretch::observed)
              .toList();
      List<Stretch> tests = draw(2 * Spirals.LENGTH, n, RandomStreams.Purpose.TEST_DATA);
      progress.phase("latent ODE from %d points".formatted(n));
      Trained<FittedLatentOde> ode =
          fit.latentOde("latent_ode_" + n, models.latentOde(), examples, WARM_UP, KL_WARM_UP);
      time.put("latent_ode_" + n, ode.seconds());
      progress.phase("recurrent net from %d points".formatted(n));
      Trained<FittedRecurrent> rnn =
          fit.recurrent("rnn_" + n, models.recurrent(), examples, WARM_UP);
      time.put("rnn_" + n, rnn.seconds());
      note(test, n, tests, ode.model(), rnn.model());
      double[] published = PUBLISHED.get(n);
      if (published != null) {
        reference.put("rmse_" + n, published[0]);
        reference.put("rnn_rmse_" + n, published[1]);
      }
      pictures.put("spirals-" + n, SpiralsFigure.of(tests, ode.model(), rnn.model(), seed));
    }
    return new Findings(protocol(), test, reference, time, pictures);
  }

  private List<Stretch> draw(int points, int n, RandomStreams.Purpose purpose) {
    return Spirals.draw(series, points, n, new RandomStreams(seed).stream(purpose, n, 0));
  }

  private static void note(
      Map<String, Double> test, int n, List<Stretch> tests, Forecaster ode, Forecaster rnn) {
    SpiralScore beyond = SpiralScore.of(tests, ode, Spirals.LENGTH);
    test.put("rmse_" + n, beyond.rmse());
    test.put("rmse_se_" + n, beyond.standardError());
    test.put("rmse_median_" + n, beyond.median());
    test.put("rmse_noisy_" + n, beyond.noisy());
    test.put("rmse_within_" + n, SpiralScore.of(tests, ode, 0).rmse());
    SpiralScore recurrent = SpiralScore.of(tests, rnn, Spirals.LENGTH);
    test.put("rnn_rmse_" + n, recurrent.rmse());
    test.put("rnn_rmse_se_" + n, recurrent.standardError());
    test.put("rnn_rmse_median_" + n, recurrent.median());
    test.put("rnn_rmse_noisy_" + n, recurrent.noisy());
  }

  private String protocol() {
    return ("%d series for training and as many for the test, each a stretch of 100 of the 500"
            + " points of one of the two spirals of Chen et al. (half of either direction), with"
            + " noise of deviation 0.3 and times that begin at 0; n of its points, drawn once, are"
            + " told, and a model is fitted for each n. Training stretches begin uniformly at point"
            + " 100 to 399, as in the authors' code; test stretches at 100 to 299, so that the 100"
            + " points beyond exist. rmse_n: root of the mean square over test series, the 100"
            + " points beyond, and both coordinates, of prediction minus truth without noise;"
            + " rmse_noisy_n: minus noisy values; rmse_median_n: median over series of each one's"
            + " own; rmse_within_n: on all 100 points of the stretch; rmse_se_n: standard error over"
            + " series. The latent ODE predicts from the mean of its posterior, the recurrent net"
            + " from its own predictions, one for each mean gap of training series, and directly"
            + " between them.")
        .formatted(series);
  }
}
