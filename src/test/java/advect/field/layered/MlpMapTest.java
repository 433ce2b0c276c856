package advect.field.layered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.ParameterBlocks;
import advect.kernel.Activation;
import advect.kernel.Precision;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MlpMapTest {
  private static final int SAMPLES = 5;
  private static final MlpMap MAP = new MlpMap(3, List.of(4), 2, Activation.TANH);

  private final RandomGenerator rng = RandomGenerator.of("L64X128MixRandom");
  private final double[] theta = MAP.initialParameters(rng);
  private final double[] x = rng.doubles(3 * SAMPLES, -1, 1).toArray();
  private final double[] ybar = rng.doubles(2 * SAMPLES, -1, 1).toArray();

  @Test
  void valuesAreThoseOfItsFormula() {
    double[] y = values(theta, x);
    for (int s = 0; s < SAMPLES; s++) {
      for (int o = 0; o < 2; o++) {
        double sum = theta[16 + 8 + o];
        for (int h = 0; h < 4; h++) {
          double v = theta[12 + h];
          for (int i = 0; i < 3; i++) v += theta[3 * h + i] * x[i * SAMPLES + s];
          sum += theta[16 + 4 * o + h] * Math.tanh(v);
        }
        // some ten float64 operations on numbers of size 1
        assertThat(y[o * SAMPLES + s]).isCloseTo(sum, within(1e-14));
      }
    }
  }

  @Test
  void cotangentsAreCentralDifferences() {
    BoundField bound = bound(theta);
    FieldPass pass = bound.pass(SAMPLES, 0);
    pass.forward(new double[SAMPLES], x, new double[2 * SAMPLES], new double[0]);
    double[] xbar = new double[3 * SAMPLES];
    pass.backward(ybar, new double[0], xbar);
    pass.accumulate(1);
    double[] thetaBar = new double[theta.length];
    bound.drain(thetaBar);
    // truncation h^2/6 times a third derivative of about 1, and round-off 1e-15/h: below 1e-9
    double h = 1e-5;
    for (int i = 0; i < x.length; i++) {
      assertThat(xbar[i]).isCloseTo(slope(theta, x, x, i, h), within(1e-9));
    }
    for (int i = 0; i < theta.length; i++) {
      assertThat(thetaBar[i]).isCloseTo(slope(theta, x, theta, i, h), within(1e-9));
    }
  }

  @Test
  void blocksTileTheta() {
    ParameterBlocks blocks = ParameterBlocks.of(2, 0, 3);
    double[] all = new double[blocks.total()];
    blocks.put(new double[] {1, 2}, 0, all);
    blocks.put(new double[] {3, 4, 5}, 2, all);
    assertThat(all).containsExactly(1, 2, 3, 4, 5);
    assertThat(blocks.of(all, 1)).isEmpty();
    assertThat(blocks.of(all, 2)).containsExactly(3, 4, 5);
    assertThatThrownBy(() -> blocks.put(new double[1], 0, all))
        .hasMessage("expected 2 parameters, got 1");
  }

  /** Of the sum of ybar y, with respect to one number of {@code moved}, which is theta or x. */
  private double slope(double[] theta, double[] x, double[] moved, int i, double h) {
    double[] up = moved.clone();
    double[] down = moved.clone();
    up[i] += h;
    down[i] -= h;
    double[] above = moved == x ? values(theta, up) : values(up, x);
    double[] below = moved == x ? values(theta, down) : values(down, x);
    double sum = 0;
    for (int k = 0; k < ybar.length; k++) sum += ybar[k] * (above[k] - below[k]);
    return sum / (2 * h);
  }

  private static BoundField bound(double[] theta) {
    BoundField bound = MAP.bind(Precision.FLOAT64);
    bound.parameters(theta);
    return bound;
  }

  private static double[] values(double[] theta, double[] x) {
    double[] y = new double[2 * SAMPLES];
    bound(theta).pass(SAMPLES, 0).forward(new double[SAMPLES], x, y, new double[0]);
    return y;
  }
}
