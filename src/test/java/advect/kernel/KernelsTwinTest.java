package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One layer through every provider against the same layer in plain float64. */
class KernelsTwinTest {
  private static final int OUT = 23;
  private static final int IN = 19;
  private static final int SAMPLES = 37;
  private static final int COLUMNS = 3 * SAMPLES;

  /**
   * Tolerances. Operands are at most 1 and the float64 ones may differ from them by u, half the
   * spacing of numbers next to 1. The pre-activation is a sum of IN products: off by (IN + 3) u IN.
   * tanh, its slope and curvature change by at most twice as much and add 16 u; a post-activation
   * tangent is slope times a sum of IN, so it is off by IN times the former and once the latter.
   * The cotangent adds a curvature and two tangents of at most IN; the weight gradient is a sum of
   * COLUMNS such terms.
   */
  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void everyProviderAgreesWithPlainFloat64(Kernels<?> kernels) {
    Layer layer = Layer.of(kernels);
    Layer twin = Layer.of(new DoublePlainKernels());
    double pre = (IN + 3) * IN * Guarded.roundOff(kernels);
    double slope = 2 * pre + 16 * Guarded.roundOff(kernels);
    double post = IN * slope + pre;
    double cotangent = 3 * IN * post;
    close(layer.post, twin.post, post);
    close(layer.cotangent, twin.cotangent, cotangent);
    close(layer.gradient, twin.gradient, COLUMNS * (IN * Guarded.roundOff(kernels) + cotangent));
  }

  private static void close(Guarded<?> actual, Guarded<?> expected, double tolerance) {
    double[] got = actual.numbers();
    double[] wanted = expected.numbers();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(got[i]).as("entry %d", i).isCloseTo(wanted[i], within(tolerance));
    }
  }

  private record Layer(Guarded<?> post, Guarded<?> cotangent, Guarded<?> gradient) {
    static <A> Layer of(Kernels<A> kernels) {
      Random rng = new Random(6);
      Guarded<A> w = Guarded.random(kernels, OUT, IN, rng);
      Guarded<A> x = Guarded.random(kernels, IN, COLUMNS, rng);
      Guarded<A> pre = Guarded.random(kernels, OUT, COLUMNS, rng);
      kernels.product(w.panel(), x.panel(), pre.panel());
      KernelsActivationTest.Activated<A> forward =
          KernelsActivationTest.activate(pre, Activation.TANH, SAMPLES);
      Guarded<A> cotangent = Guarded.random(kernels, OUT, COLUMNS, rng);
      kernels.activateBackward(
          pre.panel(), forward.slope().panel(), forward.curvature().panel(), cotangent.panel());
      Guarded<A> gradient = Guarded.of(kernels, OUT, IN, new double[OUT * IN]);
      kernels.addOuterProduct(1, cotangent.panel(), x.panel(), gradient.panel());
      return new Layer(forward.post(), cotangent, gradient);
    }
  }
}
