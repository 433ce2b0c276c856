package advect.study;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.flow.RandomStreams;
import advect.latent.Cell;
import advect.latent.Engine;
import advect.latent.FitOptions;
import advect.latent.FittedLatentOde;
import advect.latent.Forecaster;
import advect.latent.LatentOde;
import advect.latent.RecurrentForecaster;
import advect.latent.Series;
import advect.plot.Figure;
import advect.study.Spirals.Stretch;
import advect.train.Adam;
import advect.train.Descent;
import advect.train.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
 * @param rnnCell of the recurrent net; that of the latent ODE's encoder is {@code cell}
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
    Cell cell,
    Cell rnnCell)
    implements Study {
  static final String KIND = "spirals";

  private static final List<Integer> OBSERVED = List.of(30, 50, 100);
  private static final int KL_WARM_UP = 200;
  private static final double NANOS = 1e9;

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
            "series", "observed", "iterations", "rnn-iterations", "batch", "rate", "latent",
            "hidden", "cell", "rnn-cell");
    return s.make(
        () ->
            new SpiralsStudy(
                file.name(s),
                file.seed(s),
                s.whole("series", 1000),
                s.wholes("observed", OBSERVED),
                s.whole("iterations", 2000),
                s.whole("rnn-iterations", 2000),
                s.whole("batch", 250),
                s.number("rate", 0.01),
                s.whole("latent", 4),
                s.whole("hidden", 25),
                s.choice("cell", Cell.GRU),
                s.choice("rnn-cell", Cell.TANH)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    tree.put("seed", seed);
    tree.put("study", KIND);
    tree.put("series", series);
    tree.put("observed", observed);
    tree.put("iterations", iterations);
    tree.put("rnn-iterations", rnnIterations);
    tree.put("batch", batch);
    tree.put("rate", rate);
    tree.put("latent", latent);
    tree.put("hidden", hidden);
    tree.put("cell", cell.name().toLowerCase(java.util.Locale.ROOT));
    tree.put("rnn-cell", rnnCell.name().toLowerCase(java.util.Locale.ROOT));
    return tree;
  }

  @Override
  public Findings run(int threads, Progress progress) {
    Engine engine = Engine.DEFAULT.withThreads(threads);
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Double> reference = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    Map<String, Figure> pictures = new LinkedHashMap<>();
    RandomStreams streams = new RandomStreams(seed);
    for (int n : observed) {
      List<Series> training =
          Spirals.draw(
                  series,
                  Spirals.LENGTH,
                  n,
                  streams.stream(RandomStreams.Purpose.TRAINING_DATA))
              .stream()
              .map(Stretch::observed)
              .toList();
      List<Stretch> tests =
          Spirals.draw(
              series,
              2 * Spirals.LENGTH,
              n,
              streams.stream(RandomStreams.Purpose.TEST_DATA));
      progress.phase("latent ODE from %d points".formatted(n));
      long start = System.nanoTime();
      FittedLatentOde ode =
          new LatentOde(
                  2, latent, cell, hidden, List.of(20, 20), List.of(20), 0, Spirals.noise())
              .fit(training, options(iterations), engine, listener(n));
      time.put("latent_ode_" + n, (System.nanoTime() - start) / NANOS);
      progress.phase("recurrent net from %d points".formatted(n));
      start = System.nanoTime();
      Forecaster rnn =
          new RecurrentForecaster(2, rnnCell, hidden, Spirals.noise())
              .fit(training, options(rnnIterations), engine, listener(n));
      time.put("rnn_" + n, (System.nanoTime() - start) / NANOS);
      note(test, "", n, tests, ode, 0);
      note(test, "reconstruction_", n, tests, ode, 1);
      note(test, "rnn_", n, tests, rnn, 0);
      System.err.println(test+" "+time);
    }
    return new Findings("", test, reference, time, pictures);
  }

  private Descent.Listener listener(int n) {
    return (i, loss) -> { if (i % 100 == 0) System.err.println(n + " " + i + " " + loss); };
  }

  private FitOptions options(int count) {
    return new FitOptions(
        count,
        batch,
        Adam.Options.DEFAULT.withRate(rate),
        new Schedule.Cosine(20),
        KL_WARM_UP,
        seed);
  }

  private static void note(
      Map<String, Double> test,
      String key,
      int n,
      List<Stretch> tests,
      Forecaster model,
      int within) {
    int first = within == 1 ? 0 : Spirals.LENGTH;
    double[] times =
        IntStream.range(first, first + Spirals.LENGTH).mapToDouble(Spirals::time).toArray();
    List<Series> seen = tests.stream().map(Stretch::observed).toList();
    List<double[][]> values = model.predict(seen, Collections.nCopies(seen.size(), times));
    double sum = 0;
    for (int k = 0; k < values.size(); k++) {
      for (int i = 0; i < times.length; i++) {
        for (int d = 0; d < 2; d++) {
          double miss = values.get(k)[i][d] - tests.get(k).truth().get(first + i).get(d);
          sum += miss * miss;
        }
      }
    }
    test.put(key + "rmse_" + n, Math.sqrt(sum / (2.0 * times.length * values.size())));
  }
}
