package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.input.InputException;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.Solver;
import advect.ode.SolverChoice;
import advect.parallel.Parallelism;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A linear field rotates: h(1) is known in closed form. */
class PredictorTest {
  private static final Mlp LINEAR = new Mlp(2, List.of(), Activation.TANH, TimeInput.NONE);

  /** W = [[0, -φ], [φ, 0]] and b = 0. */
  private static final double[] ROTATION = {0, -2, 2, 0, 0, 0};

  /** One input x, augmented by a zero, ends at (x cos φ, x sin φ). Tolerance 1e-10 a step. */
  @ParameterizedTest
  @ValueSource(strings = {"dopri5", "tsit5", "gragg-bulirsch-stoer"})
  void anAugmentedInputTurnsIntoThePlane(String method) {
    Predictor predictor =
        predictor(NeuralOde.map(1, LINEAR), new SolverChoice(method, 1e-10, null, null).solver());
    DMatrixRMaj x = Nets.random(9, 1, 3);
    List<DMatrixRMaj> path = predictor.path(x, new double[] {0, 0.5, 1});
    DMatrixRMaj y = predictor.predict(x);
    for (int row = 0; row < 9; row++) {
      double at = x.get(row, 0);
      assertThat(path.get(0).get(row, 0)).isEqualTo(at);
      assertThat(path.get(0).get(row, 1)).isZero();
      assertThat(path.get(1).get(row, 0)).isCloseTo(at * Math.cos(1), within(1e-8));
      assertThat(path.get(2).get(row, 1)).isCloseTo(at * Math.sin(2), within(1e-8));
      assertThat(y.get(row, 0)).isCloseTo(at * Math.cos(2), within(1e-8));
    }
  }

  @Test
  void rowsThatCannotBePredictedAreRefused() {
    Predictor predictor =
        predictor(NeuralOde.map(2, LINEAR), new SolverChoice("rk4", null, 5, null).solver());
    assertThatThrownBy(() -> predictor.predict(new DMatrixRMaj(3, 1)))
        .isInstanceOf(InputException.class)
        .hasMessage("Expected rows of 2 inputs, at least one, got [3][1].");
    assertThatThrownBy(() -> predictor.predict(new DMatrixRMaj(0, 2)))
        .hasMessage("Expected rows of 2 inputs, at least one, got [0][2].");
    DMatrixRMaj gap = new DMatrixRMaj(new double[][] {{1, 2}, {Double.POSITIVE_INFINITY, 0}});
    assertThatThrownBy(() -> predictor.predict(gap))
        .hasMessageStartingWith("Row 2 has Infinity in input column 1");
  }

  @Test
  void timesThatDoNotAscendAreRefused() {
    Predictor predictor =
        predictor(NeuralOde.map(2, LINEAR), new SolverChoice("rk4", null, 5, null).solver());
    DMatrixRMaj x = Nets.random(1, 2, 3);
    for (double last : new double[] {0.5, 0.25, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> predictor.path(x, new double[] {0, 0.5, last}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("time 3 is %s after 0.5: expected ascending, finite times".formatted(last));
    }
    assertThatThrownBy(() -> predictor.path(x, new double[] {0.5}))
        .hasMessage("expected times that begin with 0, got [0.5]");
  }

  @Test
  void netsThatDoNotFitTogetherAreRefused() {
    assertThatThrownBy(() -> NeuralOde.map(3, LINEAR))
        .hasMessageStartingWith(
            "the input map gives 3 and the head takes 3 coordinates, but the field has only 2");
    assertThatThrownBy(
            () ->
                predictor(
                    NeuralOde.of(2, LINEAR, 1), new SolverChoice("rk4", null, 5, null).solver()))
        .hasMessage("expected 9 parameters, got 6");
  }

  private static Predictor predictor(NeuralOde net, Solver solver) {
    return new Predictor(net, ROTATION, solver, Precision.FLOAT64, new Parallelism(4, 2));
  }
}
