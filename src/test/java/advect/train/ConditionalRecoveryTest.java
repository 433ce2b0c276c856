package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.gradient.GradientMethod;
import advect.kernel.Activation;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** p(x | c) = N(A c + b, Σ), learned from pairs. */
@Tag("slow")
class ConditionalRecoveryTest {
  private static final int TEST = 20_000;

  /** KL averaged over c, by the mean of log p - log q; its standard error is below 0.001. */
  @Test
  void aLinearGaussianIsRecovered() {
    Mlp field = new Mlp(2, List.of(32, 32), Activation.TANH, TimeInput.JOINED, 1);
    ContinuousFlow flow = ContinuousFlow.of(field, Standardization.identity(2), 1);
    Batches batches = i -> pairs(256, i);
    ContinuousFlow learned =
        Trainer.fit(
                flow,
                GradientMethod.of(flow.settings().solver()),
                batches,
                pairs(2000, -1),
                TrainingOptions.of(1500),
                TrainingListener.NONE,
                TrainingControl.none())
            .flow();
    Batch test = pairs(TEST, -2);
    double[] logq = learned.logDensity(test.x(), test.context());
    double sum = 0;
    for (int i = 0; i < TEST; i++) sum += test.target().get(i, 0) - logq[i];
    assertThat(sum / TEST).isBetween(-0.003, 0.005);
  }

  /** The target of a row is its true log density: x = (c + 0.5 + 0.6 u, -c/2 + 0.3 u + 0.4 v). */
  private static Batch pairs(int rows, int seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(rows, 2);
    DMatrixRMaj c = new DMatrixRMaj(rows, 1);
    DMatrixRMaj logp = new DMatrixRMaj(rows, 1);
    for (int i = 0; i < rows; i++) {
      double u = random.nextGaussian();
      double v = random.nextGaussian();
      c.data[i] = random.nextGaussian();
      x.set(i, 0, c.data[i] + 0.5 + 0.6 * u);
      x.set(i, 1, -c.data[i] / 2 + 0.3 * u + 0.4 * v);
      logp.data[i] = -Math.log(2 * Math.PI) - (u * u + v * v) / 2 - Math.log(0.6 * 0.4);
    }
    return Batch.of(x).withContext(c).withTarget(logp);
  }
}
