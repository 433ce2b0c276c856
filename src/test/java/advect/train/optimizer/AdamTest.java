package advect.train.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {
  /** After bias correction the first step is -η sign(g), up to ε. */
  @Test
  void theFirstStepHasTheLengthOfTheRate() {
    double[] theta = {1, 1, 1};
    new AdamStepper(Adam.DEFAULT.withRate(0.1), 3).step(theta, new double[] {5, -1e-3, 0}, 1);
    assertThat(theta).containsExactly(new double[] {0.9, 1.1, 1}, within(1e-5));
  }

  /** Two steps worked by hand with g = 1, then 3. */
  @Test
  void theSecondStepFollowsTheRunningMeans() {
    double[] theta = {0};
    AdamStepper adam = new AdamStepper(new Adam(0.1, 0.9, 0.99, 1e-12, 0), 1);
    adam.step(theta, new double[] {1}, 1);
    adam.step(theta, new double[] {3}, 0.5);
    double m = (0.9 * 0.1 * 1 + 0.1 * 3) / (1 - 0.81);
    double v = (0.99 * 0.01 * 1 + 0.01 * 9) / (1 - 0.9801);
    assertThat(theta[0]).isCloseTo(-0.1 - 0.05 * m / Math.sqrt(v), within(1e-12));
  }

  @Test
  void weightDecayShrinksParametersByItself() {
    double[] theta = {2};
    new AdamStepper(Adam.DEFAULT.withRate(0.1).withWeightDecay(0.5), 1)
        .step(theta, new double[] {0}, 1);
    assertThat(theta[0]).isCloseTo(2 - 0.1 * 0.5 * 2, within(1e-12));
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> Adam.DEFAULT.withRate(Double.NaN))
        .hasMessage("rate must be a finite number greater than 0, got NaN");
    assertThatThrownBy(() -> new Adam(1e-3, 1, 0.999, 1e-8, 0))
        .hasMessage("beta1 must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> Adam.DEFAULT.withWeightDecay(-1))
        .hasMessage("weight decay must be a finite number of 0 or more, got -1.0");
  }
}
