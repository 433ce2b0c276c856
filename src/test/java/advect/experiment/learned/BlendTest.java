package advect.experiment.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.baseline.FullGaussian;
import advect.experiment.result.BlendTrial;
import advect.experiment.spec.Method;
import advect.flow.Density;
import advect.flow.FlowSettings;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A Gaussian stands for the flow; rows decide what is to stand beside it. */
class BlendTest {
  private static final FlowSettings HOW = FlowSettings.DEFAULT;

  private final Learned flow = new FittedMethod(FullGaussian.fit(rows(2000, 0, 3)), 0);

  /** N(0, 1), or with probability {@code apart} N(8, 0.1²). */
  private static DMatrixRMaj rows(int n, double apart, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    for (int i = 0; i < n; i++) {
      double z = random.nextGaussian();
      x.data[i] = random.nextDouble() < apart ? 8 + 0.1 * z : z;
    }
    return x;
  }

  private static Fits fits(DMatrixRMaj training, DMatrixRMaj validation) {
    return new Fits(() -> training, validation, 1);
  }

  /** Rows where the flow has no density are worth half their number times its gap, far over 1. */
  @Test
  void whatTheFlowLacksIsTakenFromAFit() {
    DMatrixRMaj validation = rows(200, 0.5, 2);
    Fits fits = fits(rows(1000, 0.5, 1), validation);
    Learned blend = Blend.of(flow, List.of(Method.MIXTURE), fits, validation, HOW);
    BlendTrial trial = blend.blend().get(0);
    assertThat(trial.gain()).isGreaterThan(1);
    assertThat(trial.weight()).isBetween(0.4, 1.0);
    Density density = blend.density(HOW);
    double share = trial.weight();
    double[] own = flow.density(HOW).logDensity(validation);
    double[] fitted = fits.of(Method.MIXTURE).baseline().logDensity(validation);
    double[] both = density.logDensity(validation);
    for (int i = 0; i < both.length; i++) {
      double mean = (1 - share) * Math.exp(own[i]) + share * Math.exp(fitted[i]);
      assertThat(both[i]).isCloseTo(Math.log(mean), within(1e-9));
    }
  }

  /** A cross-fitted gain of 0.01 nats cannot come of 400 rows that the flow knows all about. */
  @Test
  void whatIsNotWorthItIsLeftOut() {
    DMatrixRMaj validation = rows(400, 0, 2);
    Fits fits = fits(rows(300, 0, 1), validation);
    Learned blend = Blend.of(flow, List.of(Method.KERNEL), fits, validation, HOW);
    assertThat(blend.blend().get(0).weight()).isZero();
    assertThat(blend.blend().get(0).gain()).isLessThan(0.01);
    assertThat(blend.density(HOW).members()).hasSize(1);
    assertThat(BlendTrial.sentence(blend.blend()))
        .startsWith("flow alone, which no kernel density");
  }

  /** A fit that the points do not allow, and too few rows to judge by, cost no training. */
  @Test
  void whatCannotBeJudgedIsLeftOut() {
    DMatrixRMaj few = rows(19, 0.5, 2);
    Fits fits = fits(rows(100, 0.5, 1), few);
    assertThat(Blend.of(flow, List.of(Method.MIXTURE), fits, few, HOW)).isSameAs(flow);
    DMatrixRMaj validation = rows(50, 0.5, 2);
    Fits none = fits(new DMatrixRMaj(10, 1), validation);
    Learned blend = Blend.of(flow, List.of(Method.GAUSSIAN), none, validation, HOW);
    assertThat(blend.density(HOW).members()).hasSize(1);
    assertThat(blend.blend()).isEmpty();
  }
}
