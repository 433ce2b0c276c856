package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.composed.HyperField;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.gradient.CheckpointedAdjoint;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import advect.train.objective.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * Weights in the evidence lower bound. A repeated row would have noise of its own, so what is
 * compared are weights alone: the loss is Σ wᵢ lᵢ / Σ wᵢ of the rows' own losses, which weights
 * that are 1 for one row and 0 for the others tell, and its gradient likewise.
 */
class WeightedElboTest {
  private static final VariationalAutoencoder MODEL =
      new VariationalAutoencoder(
          5,
          List.of(4),
          new Ode(
              new HyperField(2, 2, List.of(3)),
              OdeSettings.exact(
                  new CheckpointedAdjoint(new RungeKutta(Tableaux.RK4, Steps.fixed(5))))));

  @Test
  void lossAndGradientAreWeightedMeansOfThoseOfTheRows() {
    double[] weights = {1, 2, 0, 3, 0.5, 1, 2};
    double[] expected = new double[MODEL.parameterCount() + 1];
    double total = Arrays.stream(weights).sum();
    for (int row = 0; row < weights.length; row++) {
      double[] one = new double[weights.length];
      one[row] = 1;
      double[] own = lossAndGradient(one);
      for (int i = 0; i < own.length; i++) expected[i] += weights[row] * own[i] / total;
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(lossAndGradient(weights)).containsExactly(expected, within(1e-12 * largest));
  }

  @Test
  void equalWeightsAreNone() {
    double[] twos = new double[7];
    Arrays.fill(twos, 2);
    double[] expected = lossAndGradient(new double[0]);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertThat(lossAndGradient(twos)).containsExactly(expected, within(1e-12 * largest));
  }

  @Test
  void validationIsTheWeightedMeanOfTheRows() {
    double[] weights = {1, 2, 0, 3, 0.5, 1, 2};
    double expected = 0;
    double total = Arrays.stream(weights).sum();
    for (int row = 0; row < weights.length; row++) {
      double[] one = new double[weights.length];
      one[row] = 1;
      expected += weights[row] * validation(one) / total;
    }
    assertThat(validation(weights))
        .isCloseTo(expected, within(1e-12 * expected))
        .isNotCloseTo(validation(new double[0]), within(1e-6));
  }

  private static double validation(double[] weights) {
    Elbo.HeldOutRows held = new Elbo.HeldOutRows(batch(weights), 3);
    try (Elbo loss =
        new Elbo(MODEL, i -> held.rows(), Optional.of(held), 3, new Parallelism(4, 2))) {
      return loss.validate(MODEL.initialParameters(new Random(2))).orElseThrow();
    }
  }

  private static Batch batch(double[] weights) {
    Random random = new Random(8);
    DMatrixRMaj x = new DMatrixRMaj(7, 5);
    Arrays.setAll(x.data, i -> random.nextInt(2));
    Batch rows = Batch.of(x);
    if (weights.length == 0) return rows;
    return rows.withWeight(new DMatrixRMaj(weights.length, 1, true, weights));
  }

  private static double[] lossAndGradient(double[] weights) {
    Batch batch = batch(weights);
    double[] theta = MODEL.initialParameters(new Random(2));
    double[] gradient = new double[theta.length];
    try (Elbo loss = new Elbo(MODEL, i -> batch, Optional.empty(), 3, new Parallelism(4, 2))) {
      double value = loss.evaluate(theta, 5, gradient).value();
      double[] both = Arrays.copyOf(gradient, theta.length + 1);
      both[theta.length] = value;
      return both;
    }
  }
}
