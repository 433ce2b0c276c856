package advect.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.Progress;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.SpecException;
import advect.field.Parameter;
import advect.study.catalogue.Studies;
import advect.study.flows.Effort;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.objective.LossReport;
import advect.train.objective.Objective;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies of small flows trained for a moment: that they say what they did, and do it again. */
class VariationalStudiesTest {
  private static final String EFFORT = "{iterations: 30, rate: 1e-2, restarts: 2}";
  private static final String ENERGY =
      """
      name: tiny
      study: energy
      energy: u2
      sizes: [2]
      batch: 16
      planar: %1$s
      radial: %1$s
      cnf: %1$s
      """
          .formatted(EFFORT);
  private static final String OVER_TIME =
      """
      name: tiny
      study: flow-over-time
      toys: [two-moons]
      layers: 2
      field: {hidden: [4]}
      batch: 16
      planar: %1$s
      cnf: %1$s
      """
          .formatted(EFFORT);

  @ParameterizedTest
  @ValueSource(strings = {"energy", "flow-over-time", "autoencoder\ntable: digits.csv"})
  void defaultsAreReadBack(String kind) throws JsonProcessingException {
    Study study = study("name: a\nstudy: " + kind);
    String written = new ObjectMapper().writeValueAsString(study.tree());
    assertThat(study(written)).isEqualTo(study);
  }

  @Test
  void threadsChangeNoFigure() {
    for (String yaml : List.of(ENERGY, OVER_TIME)) {
      Findings one = study(yaml).run(1, Progress.NONE);
      Findings two = study(yaml).run(2, Progress.NONE);
      assertThat(two.test()).isEqualTo(one.test()).isNotEmpty();
      assertThat(one.test().values()).allMatch(Double::isFinite);
      assertThat(one.pictures()).isNotEmpty();
    }
  }

  /** A training is judged by the iterations that had a loss, and is the worst if none had. */
  @Test
  void skippedIterationsDoNotDecide() {
    Effort effort = new Effort(30, 1e-2, 1);
    assertThat(lastLoss(effort, lossBut(28))).isEqualTo(2);
    assertThat(lastLoss(effort, lossBut(27, 28, 29))).isInfinite();
  }

  private static double lastLoss(Effort effort, Objective loss) {
    return Effort.lastLoss(
        effort.minimize(loss, new double[1], TrainingListener.NONE, TrainingControl.none()));
  }

  private static Objective lossBut(int... skipped) {
    return new Objective() {
      @Override
      public List<Parameter> parameters() {
        return List.of(new Parameter("theta", List.of(1)));
      }

      @Override
      public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
        boolean found = IntStream.of(skipped).noneMatch(i -> i == iteration);
        thetaBar[0] = found ? 0 : Double.NaN;
        return new LossReport(found ? 2 : Double.NaN, 0, 0, found);
      }

      @Override
      public Map<String, String> fingerprint() {
        return Map.of();
      }
    };
  }

  /** Three flows of a hundred steps each, though a flow is two trainings of thirty iterations. */
  @Test
  void fitsSideBySideShareOneProgress() {
    List<Integer> steps = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void phase(String what) {}

          @Override
          public void iteration(int done, int total, List<String> notes) {
            assertThat(total).isEqualTo(300);
            steps.add(done);
          }
        };
    study(ENERGY).run(2, progress);
    assertThat(steps).isEqualTo(IntStream.rangeClosed(1, 300).boxed().toList());
  }

  /** A divergence is not negative; 4 standard errors of the estimate, a false alarm in 30,000. */
  @Test
  void divergencesAreNotNegative() {
    Findings found = study(ENERGY).run(2, Progress.NONE);
    Map<String, Double> test = found.test();
    assertThat(found.reference()).containsEntry("kl_u2_cnf_m2", test.get("kl_u2_planar_k2"));
    for (String model : List.of("planar_k2", "radial_k2", "cnf_m2")) {
      double kl = test.getOrDefault("kl_u2_" + model, Double.NaN);
      double error = test.getOrDefault("kl_u2_" + model + "_se", Double.NaN);
      assertThat(kl).isGreaterThan(-4 * error);
    }
  }

  /**
   * KL(p ‖ q) = E_p[-log q] - H(p), up to the error of the mean of log p: 0.75/√20000 a deviation.
   */
  @Test
  void lossIsEntropyPlusDivergence() {
    Map<String, Double> test = study(OVER_TIME).run(2, Progress.NONE).test();
    double entropy = test.getOrDefault("entropy_two_moons", Double.NaN);
    for (String model : List.of("cnf", "planar")) {
      double nll = test.getOrDefault("nll_two_moons_" + model, Double.NaN);
      double kl = test.getOrDefault("kl_two_moons_" + model, Double.NaN);
      assertThat(nll - kl).isCloseTo(entropy, within(4 * 0.75 / Math.sqrt(20_000)));
    }
  }

  /** The importance-weighted bound is never above the negative ELBO, by Jensen's inequality. */
  @Test
  void autoencodersAreBounded(@TempDir Path folder) throws IOException {
    Path table = folder.resolve("digits.csv");
    Files.writeString(table, digits());
    Findings findings =
        study(
                """
                name: tiny
                study: autoencoder
                table: %s
                latent: 2
                hidden: [8]
                layers: [2]
                units: 2
                training: {iterations: 20, every: 10, batch: 16, draws: 5}
                """
                    .formatted(table))
            .run(2, Progress.NONE);
    for (String model : List.of("no_flow", "planar_k2", "cnf_m2")) {
      double elbo = findings.test().getOrDefault("negative_elbo_" + model, Double.NaN);
      double bound = findings.test().getOrDefault("negative_iw_bound_" + model, Double.NaN);
      assertThat(bound).isPositive().isLessThanOrEqualTo(elbo);
    }
  }

  private static String digits() {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int row = 0; row < 60; row++) {
      for (int pixel = 0; pixel < 64; pixel++) lines.append(random.nextInt(17)).append(',');
      lines.append(row % 10).append('\n');
    }
    return lines.toString();
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> study("name: a\nstudy: energy\nenergy: u5"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("energy must be one of u1, u2, u3, u4");
    assertThatThrownBy(() -> study("name: a\nstudy: energy\nplanar: {iterations: 0}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("planar.iterations must be at least 1");
    assertThatThrownBy(() -> study("name: a\nstudy: flow-over-time\ntoys: [mixture-1d]"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("toys must be distributions of the plane, but mixture-1d is not");
    assertThatThrownBy(() -> study("name: a\nstudy: energy\nsizes: []"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("sizes must be at least one number");
  }

  private static Study study(String yaml) {
    return Studies.of(ExperimentFile.parse(yaml, "test", List.of()));
  }
}
