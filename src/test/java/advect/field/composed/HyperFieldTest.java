package advect.field.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.kernel.Precision;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values by the formula; derivatives are tested with those of all transports. */
class HyperFieldTest {
  private static final HyperField FIELD = new HyperField(2, 3, List.of(4));

  /** Sums of a few dozen terms of order 1: round-off is below 1e-14. */
  @Test
  void valuesAreThoseOfTheFormula() {
    double[] theta = FIELD.initialParameters(new Random(1));
    double t = 0.3;
    double[] z = {0.5, -1, 2, 0.1}; // two samples: (0.5, 2) and (-1, 0.1)
    double[] f = new double[4];
    BoundField bound = FIELD.bind(Precision.FLOAT64);
    bound.parameters(theta);
    bound.pass(2, 0).forward(new double[] {t, t}, z, f, new double[0]);
    double[] w = weights(theta, t);
    for (int s = 0; s < 2; s++) {
      for (int i = 0; i < 2; i++) {
        double expected = w[15 + i];
        for (int n = 0; n < 3; n++) {
          double pre = w[2 * n] * z[s] + w[2 * n + 1] * z[2 + s] + w[6 + n];
          expected += w[9 + 3 * i + n] * Math.tanh(pre) / Math.sqrt(3);
        }
        assertThat(f[2 * i + s]).isCloseTo(expected, within(1e-13));
      }
    }
  }

  /** w {@code [3][2]}, b {@code [3]}, u {@code [2][3]}, c {@code [2]} from t. */
  private static double[] weights(double[] theta, double t) {
    double[] weights = new double[17];
    for (int p = 0; p < 17; p++) {
      weights[p] = theta[8 + 68 + p];
      for (int k = 0; k < 4; k++) {
        weights[p] += theta[8 + 4 * p + k] * Math.tanh(theta[k] * t + theta[4 + k]);
      }
    }
    return weights;
  }

  @Test
  void samplesOfOneEvaluationShareTheirTime() {
    BoundField bound = FIELD.bind(Precision.FLOAT64);
    bound.parameters(FIELD.initialParameters(new Random(1)));
    FieldPass pass = bound.pass(2, 0);
    double[] z = new double[4];
    assertThatThrownBy(() -> pass.forward(new double[] {0, 0.5}, z, z.clone(), new double[0]))
        .hasMessage("samples of a hypernetwork's field must share their time, got 0.0 and 0.5");
  }

  @Test
  void aHypernetworkHasHiddenLayers() {
    assertThatThrownBy(() -> new HyperField(2, 3, List.of()))
        .hasMessage("a hypernetwork needs at least one hidden layer");
  }
}
