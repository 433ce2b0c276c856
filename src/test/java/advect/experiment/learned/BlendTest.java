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
    assertThat(trial.weight()).isBetween(0.4, 1 + 1e-9);
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

  /**
   * Rows three times as far out as the flow has them: by the entropy of normals, log p at scale 3
   * is (9 - 1)/2 - log 3 = 2.9 nats higher, and the truth is one of the scales to 5 %, which costs
   * less than 0.005.
   */
  @Test
  void aFlowThatIsTooSureIsWidened() {
    DMatrixRMaj validation = rows(2000, 0, 2);
    for (int i = 0; i < validation.data.length; i++) validation.data[i] *= 3;
    Learned blend =
        Blend.of(flow, List.of(Method.FLOW), fits(validation, validation), validation, HOW);
    BlendTrial trial = blend.blend().get(0);
    assertThat(trial.gain())
        .isCloseTo(4 - Math.log(3), within(0.6)); // 4.5 times two variances, known to 3 % each
    assertThat(trial.weight()).isCloseTo(1, within(1e-9));
    assertThat(trial.name()).startsWith("flow at ");
    assertThat(BlendTrial.sentence(blend.blend())).startsWith("1.00 flow at ");
    DMatrixRMaj fresh = rows(20_000, 0, 5);
    double excess = 0;
    for (int i = 0; i < fresh.data.length; i++) {
      double z = fresh.data[i];
      excess += -(z * z + Math.log(2 * Math.PI)) / 2 - Math.log(3);
      fresh.data[i] = 3 * z;
    }
    double[] logp = blend.density(HOW).logDensity(fresh);
    for (double value : logp) excess -= value;
    // a parameter or two fitted to 2,000 rows costs 1/4,000 each
    assertThat(excess / fresh.data.length).isBetween(-0.002, 0.008);
    DMatrixRMaj draws = blend.density(HOW).sample(20_000, 1);
    double square = 0;
    for (double x : draws.data) square += x * x / draws.data.length;
    // the variance of 2,000 rows is 9 ± 0.28, that of the draws is known to 0.1 of it
    assertThat(square).isBetween(7.5, 10.5);
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
        .isEqualTo("flow alone, which no kernel density makes better");
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
