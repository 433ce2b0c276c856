package advect.study.digits;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.gradient.CheckpointedAdjoint;
import advect.input.InputException;
import advect.kernel.Precision;
import advect.parallel.Parallelism;
import advect.plot.chart.Figure;
import advect.study.Findings;
import advect.study.ProcessorTime;
import advect.study.Study;
import advect.study.Trainings;
import advect.study.Trainings.Trained;
import advect.supervised.EmpiricalRisk;
import advect.supervised.Examples;
import advect.supervised.Fit;
import advect.supervised.FitOptions;
import advect.supervised.Loss;
import advect.train.objective.LossReport;
import advect.train.objective.SolveOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Handwritten digits by a neural ODE and by residual nets: errors, parameters, memory and time, and
 * what the trained ODE costs at each accuracy (Chen et al. 2018, section 3).
 *
 * @param table 64 pixels from 0 to 16 and the digit, a row a picture
 * @param tolerance of Dormand-Prince 5(4) in training and evaluation
 * @param epochs of training
 * @param noise standard deviation of what is added to the pixels in training, which are from 0 to 1
 * @param runs each with its own starting values and order of examples
 */
public record DigitsStudy(
    String name, long seed, String table, double tolerance, int epochs, double noise, int runs)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "digits-ode";

  private static final int BATCH = 64;
  private static final int SHARD = 32;
  private static final double RATE = 5e-3;
  private static final double WEIGHT_DECAY = 0.1;
  private static final List<Double> TOLERANCES =
      List.of(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8);

  /** Requires sizes that can be trained. */
  public DigitsStudy {
    Check.that(!table.isBlank(), "table", "must not be empty");
    Check.positive("tolerance", tolerance);
    Check.between("epochs", epochs, 1, 100_000);
    Check.that(noise >= 0, "noise", "must not be negative");
    Check.between("runs", runs, 1, 1000);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s = file.section("data", "tolerance", "epochs", "noise", "runs");
    Section data = s.section("data", "table");
    return s.make(
        () ->
            new DigitsStudy(
                file.name(s),
                file.seed(s),
                data.text("table", "data/digits.csv.gz", "data/digits.csv.gz"),
                s.number("tolerance", 1e-3),
                s.whole("epochs", 60),
                s.number("noise", 0.2),
                s.whole("runs", 5)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("data", Map.of("table", table));
    settings.put("tolerance", tolerance);
    settings.put("epochs", epochs);
    settings.put("noise", noise);
    settings.put("runs", runs);
    return settings;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    progress.phase("reading " + table);
    DigitsData data = DigitsData.read(table, seed);
    if (data.train().rows() < BATCH) {
      throw new InputException(
          "%s: leaves %d rows to train on, expected at least %d; take a longer table."
              .formatted(table, data.train().rows(), BATCH));
    }
    List<DigitsModel> models = DigitsModel.all(tolerance);
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    List<Fit> first = new ArrayList<>();
    for (DigitsModel model : models) {
      SolveOptions engine = engine(model, SHARD, threads);
      List<Trained<Fit>> fits = train(model, data.train(), engine, trainings, progress);
      note(model, data, engine, fits, test);
      time.put(
          "train_" + model.key(),
          fits.stream().mapToDouble(Trained::seconds).average().orElseThrow());
      first.add(fits.get(0).model());
      time.put("gradient_" + model.key(), gradientSeconds(fits.get(0).model(), model, data));
    }
    Map<String, Figure> pictures = new LinkedHashMap<>();
    progress.phase("turning the dial of accuracy");
    AccuracyDial dial = new AccuracyDial(first.get(0), data.test(), TOLERANCES);
    dial.note(test);
    pictures.put("dial", dial.picture(epochs));
    List<LossReport> history = first.get(0).history();
    LossReport last = history.get(history.size() - 1);
    test.put("nfe_forward_training", last.forwardEvaluations());
    test.put("nfe_backward_training", last.backwardEvaluations());
    progress.phase("measuring memory");
    pictures.put("memory", new DigitsMemory(models.get(0), data.train()).measure(test));
    return new Findings(
        protocol(data), test, Findings.beside(test, "error_ode", "error_narrow"), time, pictures);
  }

  private static SolveOptions engine(DigitsModel model, int shard, int threads) {
    return new SolveOptions(
        new CheckpointedAdjoint(model.solver()),
        Precision.FLOAT32,
        new Parallelism(shard, threads));
  }

  /** Trains a model so many times. */
  private List<Trained<Fit>> train(
      DigitsModel model,
      Examples examples,
      SolveOptions engine,
      Trainings trainings,
      Progress progress) {
    List<Trained<Fit>> fits = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      progress.phase("training a %s, %d of %d".formatted(model.name(), run + 1, runs));
      FitOptions options = options(run);
      fits.add(
          trainings.run(
              model.key() + "-" + run,
              options.iterations(examples.rows()),
              progress,
              (listener, control) ->
                  Fit.of(
                      model.net(),
                      examples,
                      Loss.CROSS_ENTROPY,
                      engine,
                      options,
                      listener,
                      control)));
    }
    return fits;
  }

  private static void note(
      DigitsModel model,
      DigitsData data,
      SolveOptions engine,
      List<Trained<Fit>> fits,
      Map<String, Double> test) {
    SummaryStatistics error = new SummaryStatistics();
    SummaryStatistics validation = new SummaryStatistics();
    for (Trained<Fit> fit : fits) {
      error.addValue(error(fit.model(), model, engine, data.test()));
      validation.addValue(error(fit.model(), model, engine, data.validation()));
    }
    test.put("error_" + model.key(), error.getMean());
    test.put("error_sd_" + model.key(), error.getStandardDeviation());
    test.put("validation_error_" + model.key(), validation.getMean());
    test.put("parameters_" + model.key(), (double) model.net().parameterCount());
  }

  /** Of one batch, by one thread. */
  private static double gradientSeconds(Fit fit, DigitsModel model, DigitsData data) {
    Examples batch = data.train().select(IntStream.range(0, BATCH).toArray());
    SolveOptions engine = engine(model, BATCH, 1);
    double[] theta = fit.parameters();
    double[] thetaBar = new double[theta.length];
    try (EmpiricalRisk risk = new EmpiricalRisk(model.net(), Loss.CROSS_ENTROPY, engine, batch)) {
      return ProcessorTime.bestSeconds(() -> risk.evaluate(theta, 0, thetaBar));
    }
  }

  private FitOptions options(int run) {
    Adam adam = Adam.DEFAULT.withRate(RATE).withWeightDecay(WEIGHT_DECAY);
    return new FitOptions(epochs, BATCH, noise, adam, new Schedule.Cosine(0), seed + run);
  }

  private static double error(Fit fit, DigitsModel model, SolveOptions engine, Examples examples) {
    return examples.errorRate(fit.predictor(model.solver(), engine).predict(examples.inputs()));
  }

  private String protocol(DigitsData data) {
    return ("%d rows to train, %d to choose settings by and %d to test, split at random by the"
            + " seed; pixels divided by 16, with"
            + " fresh Gaussian noise of deviation %s in training. An affine map to %d coordinates, a block, an affine"
            + " head; cross entropy, Adam at rate %s falling as a cosine, weight decay %s, batches"
            + " of %d, %d epochs, parameters of the last; float32; means of %d runs that differ in"
            + " starting values and order. The neural ODE's field has one hidden layer of %d tanh"
            + " units and sees the time; dopri5 at tolerance %s, checkpointed adjoint. Residual"
            + " layers do not see the time and are divided by their number. error: share of test"
            + " rows. The dial is that of the first run on all test rows, in float64, a solve for"
            + " 64 rows, errors relative to tolerance 1e-12, processor times the best of fifty;"
            + " evaluations in training are those of its last batch, a solve for %d rows in float32"
            + " that begins with the step of the one before. The reference of the ODE's error is that"
            + " of the narrow residual net, which has as many parameters."
            + " kib: live heap of the gradient of 64 rows in float32, after a collection, less what"
            + " was there before. Seconds: gradient is the processor time for 64 rows, the best of"
            + " fifty; train is one training on a machine with other work.")
        .formatted(
            data.train().rows(),
            data.validation().rows(),
            data.test().rows(),
            noise,
            DigitsModel.WIDTH,
            RATE,
            WEIGHT_DECAY,
            BATCH,
            epochs,
            runs,
            DigitsModel.HIDDEN,
            tolerance,
            SHARD);
  }
}
