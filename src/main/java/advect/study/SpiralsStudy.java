package advect.study;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.input.Spelling;
import advect.latent.Anchor;
import advect.latent.Cell;
import advect.latent.FittedLatentOde;
import advect.latent.FittedRecurrent;
import advect.latent.Forecaster;
import advect.latent.LatentOde;
import advect.latent.RecurrentForecaster;
import advect.latent.Series;
import advect.latent.SeriesOptions;
import advect.parallel.RandomStreams;
import advect.plot.chart.Figure;
import advect.study.Spirals.Stretch;
import advect.train.Adam;
import advect.train.Engine;
import advect.train.Schedule;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spirals seen at a few noisy points and continued beyond them, by a latent ODE and by a recurrent
 * net (Chen et al. 2018, section 5.1).
 *
 * @param series for training, and as many for the test
 * @param observed points told of each series, a model for each number
 * @param iterations of the latent ODE's optimiser
 * @param rnnIterations of the recurrent net's
 * @param batch series an iteration
 * @param rate of Adam, which falls as a cosine
 * @param latent dimension of the latent ODE
 * @param hidden units of the encoder and of the recurrent net
 * @param dynamics widths of the hidden layers of the ODE
 * @param decoder widths of those of the decoder
 * @param cell of the encoder
 * @param rnnCell of the recurrent net
 * @param anchor of the latent ODE
 */
public record SpiralsStudy(
    String name,
    long seed,
    int series,
    List<Integer> observed,
    int iterations,
    int rnnIterations,
    int batch,
    double rate,
    int latent,
    int hidden,
    List<Integer> dynamics,
    List<Integer> decoder,
    Cell cell,
    Cell rnnCell,
    AnchorChoice anchor)
    implements Study {
  static final String KIND = "spirals";

  private static final List<Integer> OBSERVED = List.of(30, 50, 100);
  private static final int KL_WARM_UP = 200;
  private static final int WARM_UP = 20;
  private static final List<Integer> DYNAMICS = List.of(20, 20);
  private static final List<Integer> DECODER = List.of(20);

  /** Where the latent initial state lies. */
  enum AnchorChoice {
    FIRST,
    ANYWHERE
  }

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
    for (int width : dynamics) Check.between("dynamics", width, 1, 1000);
    for (int width : decoder) Check.between("decoder", width, 1, 1000);
    dynamics = List.copyOf(dynamics);
    decoder = List.copyOf(decoder);
    Check.atLeast("iterations", iterations, 1);
    Check.atLeast("rnn-iterations", rnnIterations, 1);
    Check.atLeast("batch", batch, 1);
    Check.positive("rate", rate);
    Check.between("latent", latent, 1, 1000);
    Check.between("hidden", hidden, 1, 1000);
  }

  static Study read(ExperimentFile file) {
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
                s.whole("iterations", 10_000),
                s.whole("rnn-iterations", 6000),
                s.whole("batch", 128),
                s.number("rate", 0.01),
                s.whole("latent", 4),
                s.whole("hidden", 32),
                s.wholes("dynamics", DYNAMICS),
                s.wholes("decoder", DECODER),
                s.choice("cell", Cell.GRU),
                s.choice("rnn-cell", Cell.GRU),
                s.choice("anchor", AnchorChoice.ANYWHERE)));
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
    settings.put("iterations", iterations);
    settings.put("rnn-iterations", rnnIterations);
    settings.put("batch", batch);
    settings.put("rate", rate);
    settings.put("latent", latent);
    settings.put("hidden", hidden);
    settings.put("dynamics", dynamics);
    settings.put("decoder", decoder);
    settings.put("cell", Spelling.of(cell));
    settings.put("rnn-cell", Spelling.of(rnnCell));
    settings.put("anchor", Spelling.of(anchor));
    return settings;
  }

  @Override
  public Findings run(int threads, Progress progress) {
    Engine engine = LatentOde.ENGINE.withThreads(threads);
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Double> reference = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    Map<String, Figure> pictures = new LinkedHashMap<>();
    for (int n : observed) {
      List<Series> training =
          draw(Spirals.LENGTH, n, RandomStreams.Purpose.TRAINING_DATA).stream()
              .map(Stretch::observed)
              .toList();
      List<Stretch> tests = draw(2 * Spirals.LENGTH, n, RandomStreams.Purpose.TEST_DATA);
      progress.phase("latent ODE from %d points".formatted(n));
      Timer timer = Timer.started();
      FittedLatentOde ode =
          latentOde().fit(training, options(iterations), engine, TrainingListener.NONE);
      time.put("latent_ode_" + n, timer.seconds());
      progress.phase("recurrent net from %d points".formatted(n));
      timer = Timer.started();
      FittedRecurrent rnn =
          new RecurrentForecaster(2, rnnCell, hidden, Spirals.noise())
              .fit(training, options(rnnIterations), engine, TrainingListener.NONE);
      time.put("rnn_" + n, timer.seconds());
      note(test, n, tests, ode, rnn);
      double[] published = PUBLISHED.get(n);
      if (published != null) {
        reference.put("rmse_" + n, published[0]);
        reference.put("rnn_rmse_" + n, published[1]);
      }
      pictures.put("spirals-" + n, SpiralsFigure.of(tests, ode, rnn, seed));
    }
    return new Findings(protocol(), test, reference, time, pictures);
  }

  private List<Stretch> draw(int points, int n, RandomStreams.Purpose purpose) {
    return Spirals.draw(series, points, n, new RandomStreams(seed).stream(purpose, n, 0));
  }

  private LatentOde latentOde() {
    return new LatentOde(
        2,
        latent,
        cell,
        hidden,
        dynamics,
        decoder,
        Spirals.noise(),
        anchor == AnchorChoice.FIRST ? Anchor.first() : Anchor.anywhere());
  }

  private SeriesOptions options(int count) {
    Adam adam = Adam.DEFAULT.withRate(rate);
    TrainingOptions training =
        new TrainingOptions(count, adam, new Schedule.Cosine(WARM_UP), count);
    return new SeriesOptions(training, batch, KL_WARM_UP, seed);
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
