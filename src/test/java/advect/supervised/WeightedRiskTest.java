package advect.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.Steps;
import advect.ode.tableau.Tableaux;
import advect.train.objective.Batch;
import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An example that is there twice counts as one of weight 2. */
class WeightedRiskTest {
  private static final CheckpointedAdjoint METHOD =
      new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(5)));

  /** Fixed steps do not depend on other rows: sums differ by their order alone. */
  @ParameterizedTest
  @EnumSource
  void aWeightOfTwoIsARowTwice(Loss loss) {
    Examples once = Nets.examples(9);
    Examples repeated = once.select(new int[] {0, 1, 1, 2, 4, 5, 5, 5, 6, 7, 8});
    DMatrixRMaj weight = new DMatrixRMaj(9, 1, true, 1, 2, 1, 0, 1, 3, 1, 1, 1);
    double[] expected = lossAndGradient(loss, repeated.batch());
    double[] got = lossAndGradient(loss, once.batch().withWeight(weight));
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(got).containsExactly(expected, within(1e-12 * largest));
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
