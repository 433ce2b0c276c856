package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.input.InputException;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.train.objective.Batch;
import advect.train.objective.SolveOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  /** One column of inputs too few or too many, no targets or too many, no rows. */
  @Test
  void batchesOfAnotherShapeAreRefused() {
    assertRefused(
        Batch.of(Nets.random(4, 2, 1)).withTarget(Nets.random(4, 2, 1)),
        "expected a batch [rows][3], got [4][2]");
    assertRefused(
        Batch.of(Nets.random(4, 5, 1)).withTarget(Nets.random(4, 2, 1)),
        "expected a batch [rows][3], got [4][5]");
    assertRefused(
        Batch.of(Nets.random(0, 3, 1)).withTarget(Nets.random(0, 2, 1)),
        "expected a batch [rows][3], got [0][3]");
    assertRefused(
        Batch.of(Nets.random(4, 3, 1)),
        "expected targets [4][2], got [0][0]: give each row of the batch what the net should"
            + " answer");
    assertRefused(
        Batch.of(Nets.random(4, 3, 1)).withTarget(Nets.random(4, 3, 1)),
        "expected targets [4][2], got [4][3]: give each row of the batch what the net should"
            + " answer");
  }

  private static void assertRefused(Batch batch, String message) {
    SolveOptions engine = Nets.engine(new CheckpointedAdjoint(SOLVER), 1);
    double[] theta = Nets.SMALL.initialParameters(1);
    try (EmpiricalRisk risk =
        new EmpiricalRisk(Nets.SMALL, Loss.SQUARED_ERROR, engine, i -> batch, Optional.empty())) {
      assertThatThrownBy(() -> risk.evaluate(theta, 0, theta.clone()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }

  @Test
  void aFieldWithAContextIsRefused() {
    VectorField field = new Mlp(3, List.of(4), Activation.TANH, TimeInput.JOINED, 1);
    assertThatThrownBy(() -> NeuralOde.of(2, field, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the field takes a context of length 1, and the net has none to give: take a field"
                + " without a context, and make it part of the inputs");
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
