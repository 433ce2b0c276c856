package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.train.objective.Batches;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two independent Cauchy coordinates, which a Student t base has and a normal one has not. */
@Tag("slow")
class HeavyTailsTest {
  private static final int ITERATIONS = 3000;
  private static final int TEST = 20_000;

  /**
   * KL(true ‖ learned) is the mean of log p - log q over points of p. Its standard error is below
   * 0.01 for the Student t; the normal is behind by what the farthest points cost it.
   */
  @Test
  void aStudentBaseLearnsThemAndANormalOneDoesNot() {
    assertThat(divergence(new StudentT(2))).isBetween(-0.03, 0.05);
    assertThat(divergence(new StandardNormal(2))).isGreaterThan(0.2);
  }

  private static double divergence(Base base) {
    ContinuousFlow flow =
        ContinuousFlow.of(Mlp.tanh(2, 32, 32), base, Standardization.identity(2), 1);
    Batches batches = Batches.of(i -> cauchy(256, i));
    ContinuousFlow learned =
        Trainer.fit(flow, batches, cauchy(2000, -1), TrainingOptions.of(ITERATIONS)).flow();
    DMatrixRMaj x = cauchy(TEST, -2);
    double[] logq = learned.logDensity(x);
    double sum = 0;
    for (int i = 0; i < TEST; i++) sum += logp(x.get(i, 0)) + logp(x.get(i, 1)) - logq[i];
    return sum / TEST;
  }

  private static double logp(double x) {
    return -Math.log(Math.PI) - Math.log1p(x * x);
  }

  private static DMatrixRMaj cauchy(int rows, int seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(rows, 2);
    for (int k = 0; k < x.data.length; k++) {
      x.data[k] = Math.tan(Math.PI * (random.nextDouble() - 0.5));
    }
    return x;
  }
}
