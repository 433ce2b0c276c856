package advect.study.series;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.input.InputException;
import advect.latent.Anchor;
import advect.latent.FittedLatentOde;
import advect.latent.Forecaster;
import advect.latent.LatentOde;
import advect.latent.Recognition;
import advect.latent.RecurrentForecaster;
import advect.latent.Series;
import advect.latent.cell.Cell;
import advect.study.Findings;
import advect.study.Study;
import advect.study.Trainings;
import advect.study.series.StormTracks.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Where Atlantic storms will be in 24 hours, from their fixes of 48 hours, by a latent ODE, a
 * recurrent net, persistence and constant velocity.
 *
 * @param table of fixes
 * @param years that cut the table
 * @param training of the models
 * @param latent dimension of the latent ODE
 * @param hidden units of encoder and recurrent net
 */
public record StormsStudy(
    String name,
    long seed,
    String table,
    Years years,
    SeriesTraining training,
    int latent,
    int hidden)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "storms";

  private static final List<Integer> DYNAMICS = List.of(64, 64);
  private static final List<Integer> DECODER = List.of(64);
  private static final double[] TIMES = {0.25, 0.5, 0.75, 1};
  private static final List<Double> VELOCITY_HOURS = List.of(6.0, 12.0, 18.0, 24.0);
  private static final int VALUES = 7;
  private static final double NOISE = 0.3;
  private static final int WARM_UP = 50;

  private static final Years YEARS = new Years(2010, 2015);
  private static final SeriesTraining TRAINING = new SeriesTraining(4000, 4000, 256, 0.003);

  /**
   * The years of training and validation; later ones are the test.
   *
   * @param trainingUntil last year of training
   * @param validationUntil last year of validation
   */
  record Years(int trainingUntil, int validationUntil) {
    /** Requires them in order. */
    Years {
      Check.atLeast("validation-until", validationUntil, trainingUntil + 1L);
    }
  }

  /** Requires sizes. */
  public StormsStudy {
    Check.between("latent", latent, 1, 1000);
    Check.between("hidden", hidden, 1, 1000);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s =
        file.section(
            "table",
            "training-until",
            "validation-until",
            "iterations",
            "rnn-iterations",
            "batch",
            "rate",
            "latent",
            "hidden");
    return s.make(
        () ->
            new StormsStudy(
                file.name(s),
                file.seed(s),
                s.text("table", "data/storms.csv"),
                new Years(
                    s.whole("training-until", YEARS.trainingUntil),
                    s.whole("validation-until", YEARS.validationUntil)),
                SeriesTraining.read(s, TRAINING),
                s.whole("latent", 16),
                s.whole("hidden", 32)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("table", table);
    settings.put("training-until", years.trainingUntil);
    settings.put("validation-until", years.validationUntil);
    settings.putAll(training.tree());
    settings.put("latent", latent);
    settings.put("hidden", hidden);
    return settings;
  }

  /** Forecasts: latitude and longitude of each storm in 24 hours. */
  private record NamedForecast(
      String key, Function<List<StormForecast>, List<double[]>> positions) {}

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    List<List<Fix>> tracks = StormTracks.read(table);
    List<StormForecast> examples = forecasts(tracks, year -> year <= years.trainingUntil);
    List<StormForecast> validation =
        forecasts(tracks, year -> year > years.trainingUntil && year <= years.validationUntil);
    List<StormForecast> tests = forecasts(tracks, year -> year > years.validationUntil);
    List<Series> whole = examples.stream().map(StormForecast::whole).toList();
    SeriesFit fit =
        new SeriesFit(training, seed, LatentOde.ENGINE.withThreads(threads), trainings, progress);
    progress.phase("latent ODE");
    LatentOde model =
        new LatentOde(
            VALUES,
            latent,
            new Recognition(Cell.GRU, hidden, Anchor.at(0)),
            DYNAMICS,
            DECODER,
            NOISE);
    FittedLatentOde ode = fit.latentOde("latent_ode", model, whole, WARM_UP, WARM_UP).model();
    progress.phase("recurrent net");
    RecurrentForecaster net = new RecurrentForecaster(VALUES, Cell.GRU, hidden, NOISE);
    Forecaster rnn = fit.recurrent("rnn", net, whole, WARM_UP).model();
    double hours = bestVelocity(validation);
    Map<String, Double> test = new LinkedHashMap<>();
    for (NamedForecast forecast :
        List.of(
            new NamedForecast("latent_ode", some -> positions(ode, some)),
            new NamedForecast("rnn", some -> positions(rnn, some)),
            new NamedForecast(
                "persistence", some -> some.stream().map(StormForecast::here).toList()),
            new NamedForecast("constant_velocity", some -> velocities(some, hours)))) {
      StormScore score = StormScore.of(tests, forecast.positions().apply(tests));
      test.put("km_" + forecast.key(), score.mean());
      test.put("km_se_" + forecast.key(), score.standardError());
      test.put("km_median_" + forecast.key(), score.median());
      test.put(
          "km_validation_" + forecast.key(),
          StormScore.of(validation, forecast.positions().apply(validation)).mean());
    }
    test.put("constant_velocity_hours", hours);
    test.put("forecasts", (double) tests.size());
    test.put("tracks", (double) tests.stream().map(StormForecast::track).distinct().count());
    return new Findings(
        protocol(examples, validation),
        test,
        Findings.beside(test, "latent_ode", "constant_velocity"),
        Map.of(),
        Map.of("storms", StormsFigure.of(tests, ode, TIMES, hours, seed)));
  }

  private List<StormForecast> forecasts(List<List<Fix>> tracks, IntPredicate years) {
    List<StormForecast> all = new ArrayList<>();
    for (int n = 0; n < tracks.size(); n++) {
      if (years.test(tracks.get(n).get(0).year())) all.addAll(StormForecast.all(n, tracks.get(n)));
    }
    if (!all.isEmpty()) return all;
    throw new InputException(
        "%s: has no track of 72 hours in one of the three periods; change their years or take a longer table."
            .formatted(table));
  }

  private static List<double[]> positions(Forecaster model, List<StormForecast> forecasts) {
    List<Series> observed = forecasts.stream().map(StormForecast::observed).toList();
    List<double[]> times = forecasts.stream().map(forecast -> TIMES).toList();
    List<double[][]> values = model.predict(observed, times);
    List<double[]> positions = new ArrayList<>();
    for (int n = 0; n < values.size(); n++) {
      positions.add(forecasts.get(n).position(1, values.get(n)[TIMES.length - 1]));
    }
    return positions;
  }

  private static List<double[]> velocities(List<StormForecast> forecasts, double hours) {
    return forecasts.stream().map(forecast -> forecast.constantVelocity(hours)).toList();
  }

  /** Over how many hours the velocity is best taken. */
  private static double bestVelocity(List<StormForecast> validation) {
    return VELOCITY_HOURS.stream()
        .min(
            Comparator.comparingDouble(
                hours -> StormScore.of(validation, velocities(validation, hours)).mean()))
        .orElseThrow();
  }

  private String protocol(List<StormForecast> examples, List<StormForecast> validation) {
    return ("Tracks of the table's storms, cut at gaps of more than 24 hours; of fixes at the same"
            + " time the last. A forecast is made at each fix of hour 0, 6, 12 or 18 whose track"
            + " began at least 48 hours before and has a fix 24 hours later: the fixes of the last"
            + " 48 hours (position, wind and time) are told, the position in 24 hours is asked for."
            + " Nets see positions from where the velocity of the last 12 hours leads."
            + " Storms until %d train (%d forecasts), until %d validate (%d), later ones are the"
            + " test. km: mean great-circle distance from the position that followed;"
            + " km_se: its standard error with whole tracks as independent. Constant velocity is that"
            + " since the fix 6, 12, 18 or 24 hours before, whichever is best on validation storms,"
            + " in degrees; where that fix is missing, the nearest earlier one counts;"
            + " it is the reference of the latent ODE.")
        .formatted(years.trainingUntil, examples.size(), years.validationUntil, validation.size());
  }
}
