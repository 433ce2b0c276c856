package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.input.InputException;
import advect.ode.RungeKutta;
import advect.ode.Steps;
import advect.ode.tableau.Tableaux;
import advect.train.objective.SolveOptions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss of a net and its gradient: three shards, the last one short. */
class EmpiricalRiskTest {
  private static final RungeKutta SOLVER = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));
  private static final Examples EXAMPLES = Nets.examples(10);

  /** Central differences: error h²|L'''|/6 + 1e-10/h of the solver, some 1e-6 at h = 1e-4. */
  @ParameterizedTest
  @EnumSource
  void theGradientIsThatOfTheLossInInputMapFieldAndHead(Loss loss) {
    for (GradientMethod method :
        List.of(new CheckpointedAdjoint(SOLVER), new ContinuousAdjoint(SOLVER))) {
      double[] theta = Nets.SMALL.initialParameters(1);
      double[] gradient = new double[theta.length];
      double[] scratch = new double[theta.length];
      try (EmpiricalRisk risk =
          new EmpiricalRisk(Nets.SMALL, loss, Nets.engine(method, 2), EXAMPLES)) {
        risk.evaluate(theta, 0, gradient);
        double h = 1e-4;
        for (int i = 0; i < theta.length; i++) {
          double kept = theta[i];
          theta[i] = kept + h;
          double up = risk.evaluate(theta, 0, scratch).value();
          theta[i] = kept - h;
          double down = risk.evaluate(theta, 0, scratch).value();
          theta[i] = kept;
          assertThat(gradient[i]).as("%d", i).isCloseTo((up - down) / (2 * h), within(1e-5));
        }
      }
    }
  }

  /** A gradient of zeros would pass no test, but a coordinate that nothing depends on would. */
  @Test
  void everyPartHasAGradient() {
    double[] gradient = gradient(new CheckpointedAdjoint(SOLVER), 1);
    for (int block = 0; block < 3; block++) {
      double[] part = Nets.SMALL.blocks().of(gradient, block);
      assertThat(Arrays.stream(part).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void threadsChangeNoBit(int threads) {
    for (GradientMethod method :
        List.of(new CheckpointedAdjoint(SOLVER), new ContinuousAdjoint(SOLVER))) {
      assertThat(gradient(method, threads)).containsExactly(gradient(method, 1));
    }
  }

  /** The mean over examples of the loss of their predictions: equal but for the order of sums. */
  @Test
  void theLossIsThatOfThePredictions() {
    double[] theta = Nets.SMALL.initialParameters(1);
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(SOLVER), 1);
    double[] y =
        new Predictor(Nets.SMALL, theta, SOLVER, engine.precision(), engine.parallelism())
            .predict(EXAMPLES.inputs())
            .data;
    double[] t = EXAMPLES.targets().data;
    double sum = 0;
    for (int i = 0; i < y.length; i++) sum += (y[i] - t[i]) * (y[i] - t[i]);
    try (EmpiricalRisk risk = new EmpiricalRisk(Nets.SMALL, Loss.SQUARED_ERROR, engine, EXAMPLES)) {
      assertThat(risk.evaluate(theta, 0, theta.clone()).value())
          .isCloseTo(sum / 10, within(1e-13 * sum));
    }
  }

  @Test
  void examplesOfAnotherShapeAreRefused() {
    Examples other = Examples.of(Nets.random(4, 2, 1), Nets.random(4, 1, 1));
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(SOLVER), 1);
    assertThatThrownBy(() -> new EmpiricalRisk(Nets.SMALL, Loss.SQUARED_ERROR, engine, other))
        .isInstanceOf(InputException.class)
        .hasMessage("The net takes 3 inputs and gives 2 outputs, but the examples have 2 and 1.");
  }

  private static double[] gradient(GradientMethod method, int threads) {
    double[] theta = Nets.SMALL.initialParameters(1);
    double[] gradient = new double[theta.length];
    SolveOptions engine = Nets.engine(method, threads);
    try (EmpiricalRisk risk = new EmpiricalRisk(Nets.SMALL, Loss.CROSS_ENTROPY, engine, EXAMPLES)) {
      risk.evaluate(theta, 0, gradient);
    }
    return gradient;
  }
}
