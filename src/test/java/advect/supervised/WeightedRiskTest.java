package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.step.Tolerance;
import advect.ode.tableau.Tableaux;
import advect.train.objective.Batch;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An example that is there twice counts as one of weight 2. */
class WeightedRiskTest {
  private static final CheckpointedAdjoint METHOD =
      new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(5)));

  private static final Examples ONCE = Nets.examples(9);
  private static final Examples REPEATED = ONCE.select(new int[] {0, 1, 1, 2, 4, 5, 5, 5, 6, 7, 8});
  private static final DMatrixRMaj WEIGHT = new DMatrixRMaj(9, 1, true, 1, 2, 1, 0, 1, 3, 1, 1, 1);

  /** Fixed steps do not depend on other rows: sums differ by their order alone. */
  @ParameterizedTest
  @EnumSource
  void aWeightOfTwoIsARowTwice(Loss loss) {
    double[] expected = lossAndGradient(loss, REPEATED.batch());
    double[] got = lossAndGradient(loss, ONCE.batch().withWeight(WEIGHT));
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(got).containsExactly(expected, within(1e-12 * largest));
  }

  @ParameterizedTest
  @EnumSource
  void aWeightOfTwoIsARowTwiceInValidation(Loss loss) {
    double expected = validation(loss, REPEATED.batch());
    assertThat(validation(loss, ONCE.batch().withWeight(WEIGHT)))
        .isCloseTo(expected, within(1e-12 * Math.abs(expected)))
        .isNotCloseTo(validation(loss, ONCE.batch()), within(1e-6));
  }

  /** A solve that fails is as bad as can be, and does not end a training. */
  @Test
  void aValidationThatCannotBeSolvedIsInfinite() {
    Steps oneStep = new Steps.Adaptive(Tolerance.of(1e-9), 1);
    RungeKutta solver = new RungeKutta(Tableaux.DOPRI5, oneStep);
    assertThat(validation(Loss.SQUARED_ERROR, ONCE.batch(), new CheckpointedAdjoint(solver)))
        .isInfinite();
  }

  private static double validation(Loss loss, Batch held) {
    return validation(loss, held, METHOD);
  }

  private static double validation(Loss loss, Batch held, CheckpointedAdjoint method) {
    try (EmpiricalRisk risk =
        new EmpiricalRisk(Nets.SMALL, loss, Nets.engine(method, 2), i -> held, Optional.of(held))) {
      return risk.validate(Nets.SMALL.initialParameters(1)).orElseThrow();
    }
  }

  private static double[] lossAndGradient(Loss loss, Batch batch) {
    double[] theta = Nets.SMALL.initialParameters(1);
    double[] gradient = new double[theta.length];
    try (EmpiricalRisk risk =
        new EmpiricalRisk(Nets.SMALL, loss, Nets.engine(METHOD, 2), i -> batch, Optional.empty())) {
      double value = risk.evaluate(theta, 0, gradient).value();
      double[] both = Arrays.copyOf(gradient, theta.length + 1);
      both[theta.length] = value;
      return both;
    }
  }
}
