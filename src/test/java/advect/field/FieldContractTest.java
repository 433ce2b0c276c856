package advect.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.kernel.Activation;
import advect.kernel.Kernels;
import advect.kernel.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every field obeys, in float64: forward and reverse passes are derivatives of each other. */
class FieldContractTest {
  private static final int SAMPLES = 3;
  private static final int TANGENTS = 2;

  static Stream<VectorField> fields() {
    return Stream.of(Activation.values())
        .flatMap(
            a ->
                Stream.of(
                    new Mlp(2, List.of(7, 5), a),
                    new Mlp(1, List.of(), a),
                    new Mlp(4, List.of(6), a, TimeInput.NONE),
                    new ConcatSquash(3, List.of(7, 5), a),
                    new ConcatSquash(1, List.of(), a)));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void tangentsAreDirectionalDerivatives(VectorField field) {
    Evaluated at = new Evaluated(field);
    double h = 1e-5; // error h² |f'''| / 6 + 1e-16 / h, about 1e-10
    for (int k = 1; k <= TANGENTS; k++) {
      double[] up = at.moved(k, h);
      double[] down = at.moved(k, -h);
      for (int i = 0; i < field.dim(); i++) {
        for (int s = 0; s < SAMPLES; s++) {
          double difference = (up[at.index(i, 0, s)] - down[at.index(i, 0, s)]) / (2 * h);
          assertThat(at.y[at.index(i, k, s)]).isCloseTo(difference, within(1e-8));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void cotangentsAreGradientsOfTheirInnerProduct(VectorField field) {
    Evaluated at = new Evaluated(field);
    double[] zbar = new double[field.dim() * SAMPLES];
    double[] tbar = new double[SAMPLES];
    double[] thetaBar = new double[field.parameterCount()];
    at.pass.backward(at.ybar, zbar);
    at.pass.timeCotangent(tbar);
    at.pass.accumulate(0.25);
    at.pass.accumulate(0.75);
    at.bound.drain(thetaBar);
    double h = 1e-5;
    for (int i = 0; i < field.dim(); i++) {
      for (int s = 0; s < SAMPLES; s++) {
        int j = at.index(i, 0, s);
        double slope = at.slope(at.x, j, h);
        assertThat(zbar[i * SAMPLES + s]).isCloseTo(slope, within(1e-7));
      }
    }
    for (int s = 0; s < SAMPLES; s++) {
      assertThat(tbar[s]).isCloseTo(at.slope(at.t, s, h), within(1e-7));
    }
    for (int i = 0; i < thetaBar.length; i++) {
      assertThat(thetaBar[i]).isCloseTo(at.slope(at.theta, i, h), within(1e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void drainingEmptiesAndDiscardingForgets(VectorField field) {
    Evaluated at = new Evaluated(field);
    double[] total = new double[field.parameterCount()];
    at.pass.backward(at.ybar, new double[field.dim() * SAMPLES]);
    at.pass.accumulate(1);
    at.bound.drain(total);
    assertThat(Arrays.stream(total)).anyMatch(g -> g != 0);
    double[] again = total.clone();
    at.bound.drain(again); // nothing is left to add
    assertThat(again).containsExactly(total);
    at.pass.accumulate(1);
    at.bound.discard();
    at.bound.drain(again);
    assertThat(again).containsExactly(total);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void singlePrecisionFollowsDoublePrecision(VectorField field) {
    Evaluated at = new Evaluated(field);
    BoundField single = field.bind(Kernels.of(Precision.FLOAT32));
    single.parameters(at.theta);
    double[] y = new double[at.y.length];
    single.pass(SAMPLES, TANGENTS).forward(at.t, at.x, y);
    // A few dozen roundings of 6e-8 on numbers of order 1.
    assertThat(y).containsExactly(at.y, within(1e-5));
  }

  @Test
  void parametersOfTheWrongLengthAreRefused() {
    BoundField bound = new Mlp(2, List.of(3), Activation.TANH).bind(Kernels.of(Precision.FLOAT64));
    assertThatThrownBy(() -> bound.parameters(new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected 22 parameters, got 5");
  }

  @Test
  void sizesBelowOneAreRefused() {
    assertThatThrownBy(() -> new Mlp(0, List.of(3), Activation.TANH))
        .hasMessage("dim must be at least 1, got 0");
    assertThatThrownBy(() -> new ConcatSquash(2, List.of(3, 0), Activation.TANH))
        .hasMessage("hidden widths must be at least 1, got [3, 0]");
  }

  /** A field at a random point with random cotangents; each sample has a time of its own. */
  private static final class Evaluated {
    final int dim;
    final BoundField bound;
    final FieldPass pass;
    final double[] theta;
    final double[] t;
    final double[] x;
    final double[] y;
    final double[] ybar;

    Evaluated(VectorField field) {
      Random random = new Random(11);
      dim = field.dim();
      bound = field.bind(Kernels.of(Precision.FLOAT64));
      theta = field.initialParameters(random);
      bound.parameters(theta);
      pass = bound.pass(SAMPLES, TANGENTS);
      t = random.doubles(SAMPLES).toArray();
      int size = dim * SAMPLES * (1 + TANGENTS);
      x = random.doubles(size, -1, 1).toArray();
      ybar = random.doubles(x.length, -1, 1).toArray();
      y = new double[x.length];
      pass.forward(t, x, y);
    }

    int index(int i, int block, int s) {
      return (i * (1 + TANGENTS) + block) * SAMPLES + s;
    }

    /** f with z moved along tangent k. */
    double[] moved(int k, double h) {
      double[] at = x.clone();
      for (int i = 0; i < dim; i++) {
        for (int s = 0; s < SAMPLES; s++) at[index(i, 0, s)] += h * x[index(i, k, s)];
      }
      double[] out = new double[y.length];
      pass.forward(t, at, out);
      pass.forward(t, x, y);
      return out;
    }

    /** d⟨ȳ, y⟩ / d of one number of t, x or θ. */
    double slope(double[] variable, int j, double h) {
      double kept = variable[j];
      variable[j] = kept + h;
      double up = inner();
      variable[j] = kept - h;
      double down = inner();
      variable[j] = kept;
      return (up - down) / (2 * h);
    }

    private double inner() {
      double[] out = new double[y.length];
      bound.parameters(theta);
      pass.forward(t, x, out);
      double sum = 0;
      for (int i = 0; i < out.length; i++) sum += ybar[i] * out[i];
      return sum;
    }
  }
}
