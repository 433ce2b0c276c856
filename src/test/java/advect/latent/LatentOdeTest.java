package advect.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.latent.cell.Cell;
import advect.train.TrainingListener;
import advect.train.TrainingOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a latent ODE learns, and what it refuses. */
class LatentOdeTest {
  private static final double NOISE = 0.1;

  /**
   * Turns in the plane are told from any times, and go on: a straight line of the last velocity
   * would be off by (1 - cos 1)/√2 = 0.33 or more a coordinate after a time of 1, the mean of all
   * turns by 0.71. Seeds are fixed, so this does not fail by chance.
   */
  @Test
  void learnsTurnsAndContinuesThem() {
    List<Series> training = Waves.draw(300, 12, new SplittableRandom(1));
    SeriesOptions options =
        new SeriesOptions(
            new TrainingOptions(300, Adam.DEFAULT.withRate(0.04), new Schedule.Cosine(10), 300),
            50,
            30,
            1);
    FittedLatentOde fitted =
        new LatentOde(
                2,
                3,
                new Recognition(Cell.GRU, 16, Anchor.anywhere()),
                List.of(16),
                List.of(16),
                NOISE)
            .fit(training, options, LatentOde.ENGINE.withThreads(1), TrainingListener.NONE);
    List<Series> seen =
        Waves.draw(200, 12, new SplittableRandom(2)).stream().filter(s -> s.size() >= 5).toList();
    List<double[]> times = seen.stream().map(s -> new double[] {s.end() + 1, 0.2}).toList();
    List<double[][]> values = fitted.predict(seen, times);
    double sum = 0;
    for (int n = 0; n < seen.size(); n++) {
      Series series = seen.get(n);
      double phase = Math.atan2(series.value(0, 1), series.value(0, 0)) - series.time(0);
      for (int i = 0; i < 2; i++) {
        double t = times.get(n)[i] + phase;
        sum += Math.pow(values.get(n)[i][0] - Math.cos(t), 2);
        sum += Math.pow(values.get(n)[i][1] - Math.sin(t), 2);
      }
    }
    assertThat(Math.sqrt(sum / (4 * seen.size()))).isLessThan(0.2);
    drawsScatterAboutTheMean(fitted, seen, times, values);
  }

  private static void drawsScatterAboutTheMean(
      FittedLatentOde fitted, List<Series> seen, List<double[]> times, List<double[][]> means) {
    List<List<double[][]>> draws = fitted.sample(seen, times, 20, 5);
    assertThat(firsts(fitted.sample(seen, times, 20, 6))).isNotEqualTo(firsts(draws));
    assertThat(firsts(fitted.sample(seen, times, 3, 5)))
        .as("whatever their number")
        .isEqualTo(firsts(draws.subList(0, 3)));
    double off = 0;
    double spread = 0;
    for (int n = 0; n < seen.size(); n++) {
      double mean = 0;
      for (List<double[][]> draw : draws) {
        mean += draw.get(n)[0][0] / draws.size();
        spread += Math.pow(draw.get(n)[0][0] - means.get(n)[0][0], 2) / draws.size();
      }
      off += Math.pow(mean - means.get(n)[0][0], 2);
    }
    // Means of 20 draws are within spread / 20 of the mean, or a few times that where decoded
    // states bend; a scatter that were not about it would be off by as much as the spread.
    assertThat(off).isBetween(spread / 100, spread / 2);
  }

  private static double[] firsts(List<List<double[][]>> draws) {
    return draws.stream().flatMap(List::stream).mapToDouble(values -> values[0][0]).toArray();
  }

  /** What is told of one time does not depend on the others: to the rounding of float32 states. */
  @Test
  void timesAreIndependentOfEachOther() {
    List<Series> series = Waves.draw(5, 9, new SplittableRandom(4));
    SeriesOptions brief =
        new SeriesOptions(
            new TrainingOptions(20, Adam.DEFAULT, new Schedule.Constant(), 20), 10, 0, 1);
    List<Forecaster> models =
        List.of(
            fit(LatentOde.of(2, 0.1), series, brief),
            new RecurrentForecaster(2, Cell.GRU, 6, 0.1)
                .fit(series, brief, LatentOde.ENGINE, TrainingListener.NONE));
    for (Forecaster model : models) {
      List<double[]> many = new ArrayList<>();
      List<double[]> one = new ArrayList<>();
      for (Series each : series) {
        double end = each.end();
        many.add(new double[] {end + 0.1, end + 0.3, end + 0.9, end + 1.7});
        one.add(new double[] {end + 1.7});
      }
      List<double[][]> together = model.predict(series, many);
      List<double[][]> alone = model.predict(series, one);
      for (int n = 0; n < series.size(); n++) {
        assertThat(together.get(n)[3]).containsExactly(alone.get(n)[0], within(1e-5));
      }
    }
  }

  @Test
  void divergenceIsTheIntegral() {
    Posterior posterior = new Posterior(List.of(0.7), List.of(Math.log(0.25)));
    NormalDistribution q = new NormalDistribution(0.7, 0.5);
    NormalDistribution p = new NormalDistribution(0, 1);
    double integral =
        new IterativeLegendreGaussIntegrator(5, 1e-12, 1e-12)
            .integrate(
                100_000, x -> q.density(x) * (q.logDensity(x) - p.logDensity(x)), 0.7 - 5, 0.7 + 5);
    assertThat(posterior.divergence()).isCloseTo(integral, within(1e-9));
  }

  @Test
  void mistakesInSeriesAreNamed() {
    double[][] two = {{1}, {2}};
    refused(() -> new Series(new double[0], new double[0][]), "a series without points");
    refused(() -> new Series(new double[] {1, 1}, two), "time 1.0 (number 2) of a series follows");
    refused(() -> new Series(new double[] {2, 1}, two), "time 1.0 (number 2) of a series follows");
    refused(() -> new Series(new double[] {0, Double.NaN}, two), "time 2 of a series is NaN");
    refused(() -> new Series(new double[] {0}, two), "a series of 1 times and 2 values");
    refused(
        () -> new Series(new double[] {0, 1}, new double[][] {{1}, {Double.NaN}}),
        "point 2 of a series is NaN at time 1.0: leave out points that were not observed");
    refused(
        () -> new Series(new double[] {0, 1}, new double[][] {{1}, {1, 2}}),
        "point 2 of a series has 2 values, expected 1");
  }

  @Test
  void mistakesInFitsAndPredictionsAreNamed() {
    Series good = line();
    Series flat = new Series(new double[] {0}, new double[][] {{1}});
    SeriesOptions brief = brief();
    LatentOde model = LatentOde.of(2, 0.1);
    refused(() -> fit(model, List.of(), brief), "no series: expected at least one");
    refused(() -> fit(model, List.of(good, flat), brief), "series 2 has 1 values a point");
    FittedLatentOde fitted = fit(model, List.of(good), brief);
    List<Series> one = List.of(good);
    refused(() -> fitted.predict(one, List.of(new double[] {1 / 0.0})), "asked for time Infinity");
    refused(() -> fitted.predict(one, List.of()), "1 series but times for 0");
    assertThat(fitted.predict(one, List.of(new double[0])).get(0)).isEmpty();
    FittedRecurrent net =
        new RecurrentForecaster(2, Cell.TANH, 3, 0.1)
            .fit(one, brief, LatentOde.ENGINE, TrainingListener.NONE);
    refused(() -> net.predict(one, List.of(new double[] {1})), "tells the future only");
    refused(() -> net.predict(one, List.of(new double[] {3, 2})), "asked for time 2.0 after 3.0");
    refused(() -> net.predict(one, Collections.emptyList()), "1 series but times for 0");
    assertThat(net.predict(one, List.of(new double[] {2, 3})).get(0)).hasDimensions(2, 2);
  }

  @Test
  void modelsWithoutSizeAreRefused() {
    Anchor first = Anchor.first();
    refused(
        () ->
            new LatentOde(2, 4, new Recognition(Cell.GRU, 8, first), List.of(0), List.of(20), 0.1),
        "hidden widths must be at least 1, got [0]");
    refused(
        () ->
            new LatentOde(
                2, 4, new Recognition(Cell.GRU, 8, first), List.of(20), List.of(20, -1), 0.1),
        "hidden widths must be at least 1, got [20, -1]");
    refused(() -> LatentOde.of(0, 0.1), "dim, latent and hidden must be at least 1, got 0");
    refused(() -> LatentOde.of(1, Double.NaN), "noise must be a positive number, got NaN");
    refused(() -> new RecurrentForecaster(2, Cell.GRU, 0, 0.1), "got 2, 0 and 0.1");
    refused(
        () ->
            new SeriesOptions(
                new TrainingOptions(0, Adam.DEFAULT, new Schedule.Constant(), 0), 1, 0, 1),
        "got 0");
    refused(() -> Anchor.at(Double.NaN), "an anchor must be a finite time, got NaN");
    refused(
        () -> new Posterior(List.of(1.0, 2.0), List.of(0.0)),
        "expected a log variance for each mean, got 2 and 1");
  }

  @Test
  void partsOfSeriesAreSeries() {
    Series series = new Series(new double[] {0, 1, 3}, new double[][] {{1}, {2}, {4}});
    Series some = series.select(new int[] {0, 2});
    assertThat(some.times()).containsExactly(0, 3);
    assertThat(some.value(1, 0)).isEqualTo(4);
    refused(() -> series.select(new int[] {2, 0}), "time 0.0 (number 2) of a series follows");
    refused(() -> series.select(new int[0]), "a series without points");
    refused(() -> series.select(new int[] {0, 3}), "point 3 of a series of 3, counted from 0");
    refused(() -> series.select(new int[] {-1}), "point -1 of a series of 3, counted from 0");
  }

  @Test
  void drawsAreCounted() {
    FittedLatentOde fitted = fitted();
    List<Series> one = List.of(line());
    List<double[]> times = List.of(new double[] {2});
    assertThat(fitted.sample(one, times, 1, 1)).hasSize(1);
    refused(() -> fitted.sample(one, times, 0, 1), "draws must be at least 1, got 0");
    assertThat(fitted.predict(List.of(), List.of())).isEmpty();
    assertThat(fitted.encode(List.of())).isEmpty();
  }

  /** -0.0 and 0.0 are one time, though not one double. */
  @Test
  void zeroHasOneSign() {
    LatentOde model =
        new LatentOde(
            2, 3, new Recognition(Cell.TANH, 4, Anchor.at(0)), List.of(4), List.of(4), 0.1);
    FittedLatentOde fitted = fit(model, List.of(line()), brief());
    double[][] values =
        fitted.predict(List.of(line()), List.of(new double[] {-0.0, 0.0, 0.0})).get(0);
    assertThat(values[0]).containsExactly(values[1]);
    assertThat(values[2]).containsExactly(values[1]);
  }

  /** The net would read its own predictions for ever: mean gaps of 1 are lost beyond 2^53. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void timesTooManyGapsAwayAreRefused() {
    FittedRecurrent net =
        new RecurrentForecaster(2, Cell.TANH, 3, 0.1)
            .fit(List.of(line()), brief(), LatentOde.ENGINE, TrainingListener.NONE);
    refused(
        () -> net.predict(List.of(line()), List.of(new double[] {2, 1e300})),
        "series 1, which ends at 1.0, is asked for time 1.0E300");
    Series late = new Series(new double[] {1e17}, new double[][] {{1, 2}});
    refused(
        () -> net.predict(List.of(late), List.of(new double[] {1e17 + 112})),
        "series 1 ends at 1.0E17, where a gap of 1.0 is rounded away; count time from nearer");
  }

  @Test
  void aNetNeedsAPointThatFollowsAnother() {
    Series point = new Series(new double[] {0}, new double[][] {{1, 2}});
    RecurrentForecaster net = new RecurrentForecaster(2, Cell.TANH, 3, 0.1);
    refused(
        () -> net.fit(List.of(point), brief(), LatentOde.ENGINE, TrainingListener.NONE),
        "no series has two points");
  }

  @Test
  void modelsOfOneDescriptionAreEqual() {
    assertThat(LatentOde.of(2, 0.1)).isEqualTo(LatentOde.of(2, 0.1));
    assertThat(Anchor.at(3)).isEqualTo(Anchor.at(3)).isNotEqualTo(Anchor.at(4));
    assertThat(Anchor.at(3)).hasSameHashCodeAs(Anchor.at(3)).hasToString("at 3.0");
    assertThat(Anchor.first()).isNotEqualTo(Anchor.anywhere()).hasToString("first");
    assertThat(Anchor.anywhere()).hasToString("anywhere");
  }

  private static Series line() {
    return new Series(new double[] {0, 1}, new double[][] {{1, 2}, {3, 5}});
  }

  private static SeriesOptions brief() {
    return new SeriesOptions(
        new TrainingOptions(1, Adam.DEFAULT, new Schedule.Constant(), 1), 10, 0, 1);
  }

  private static FittedLatentOde fitted() {
    return fit(LatentOde.of(2, 0.1), List.of(line()), brief());
  }

  private static FittedLatentOde fit(LatentOde model, List<Series> series, SeriesOptions options) {
    return model.fit(series, options, LatentOde.ENGINE, TrainingListener.NONE);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
