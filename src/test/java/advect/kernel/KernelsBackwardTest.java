package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reverse passes are transposes: ⟨ȳ, D δ⟩ = ⟨Dᵀ ȳ, δ⟩, with D the derivative of the forward pass
 * written out in float64.
 *
 * <p>Tolerance: each term of either side takes at most 2 + blocks roundings of numbers below 2 in
 * size, and every cotangent and direction is at most 1, so the sides differ by at most that many
 * round-offs times twice the number of terms.
 */
class KernelsBackwardTest {
  private static final int ROWS = 5;

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void activateBackwardIsTheTransposeOfActivate(Kernels<?> kernels) {
    Random rng = new Random(4);
    for (int samples : new int[] {1, 3, 16, 17, 50, 130}) {
      for (int tangents = 0; tangents <= 3; tangents++) {
        for (Activation activation : Activation.values()) {
          activation(kernels, activation, samples, tangents, rng);
        }
      }
    }
  }

  private static <A> void activation(
      Kernels<A> kernels, Activation activation, int samples, int tangents, Random rng) {
    int columns = samples * (1 + tangents);
    Guarded<A> pre = Guarded.random(kernels, ROWS, columns, rng);
    KernelsActivationTest.Activated<A> forward =
        KernelsActivationTest.activate(pre, activation, samples);
    Guarded<A> cotangent = Guarded.random(kernels, ROWS, columns, rng);
    double[] delta = Guarded.random(kernels, ROWS, columns, rng).numbers();
    double[] bar = cotangent.numbers();
    double[] v = pre.numbers();
    double[] slope = forward.slope().numbers();
    double[] curvature = forward.curvature().numbers();
    kernels.activateBackward(
        pre.panel(), forward.slope().panel(), forward.curvature().panel(), cotangent.panel());
    double[] back = cotangent.numbers();
    double left = 0;
    double right = 0;
    for (int i = 0; i < v.length; i++) {
      int column = i % columns;
      int sample = i / columns * samples + column % samples;
      int value = i - column + column % samples;
      double image = slope[sample] * delta[i];
      if (column >= samples) {
        image += curvature[sample] * delta[value] * v[i];
      }
      left += bar[i] * image;
      right += back[i] * delta[i];
    }
    assertThat(right).isCloseTo(left, within(tolerance(kernels, v.length, tangents)));
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void gateBackwardIsTheTransposeOfGate(Kernels<?> kernels) {
    Random rng = new Random(5);
    for (int samples : new int[] {1, 3, 16, 17, 50, 130}) {
      for (int tangents = 0; tangents <= 3; tangents++) {
        gate(kernels, samples, tangents, rng);
      }
    }
  }

  private static <A> void gate(Kernels<A> kernels, int samples, int tangents, Random rng) {
    int columns = samples * (1 + tangents);
    Guarded<A> gate = Guarded.random(kernels, ROWS, samples, rng);
    Guarded<A> x = Guarded.random(kernels, ROWS, columns, rng);
    Guarded<A> y = Guarded.random(kernels, ROWS, columns, rng);
    Guarded<A> cotangent = Guarded.random(kernels, ROWS, columns, rng);
    Guarded<A> xbar = Guarded.random(kernels, ROWS, columns, rng);
    Guarded<A> gateBar = Guarded.random(kernels, ROWS, samples, rng);
    double[] gateDelta = Guarded.random(kernels, ROWS, samples, rng).numbers();
    double[] delta = Guarded.random(kernels, ROWS, columns, rng).numbers();
    double[] s = gate.numbers();
    double[] x64 = x.numbers();
    double[] bar = cotangent.numbers();
    kernels.gate(gate.panel(), x.panel(), y.panel());
    kernels.gateBackward(gate.panel(), x.panel(), cotangent.panel(), xbar.panel(), gateBar.panel());
    double[] y64 = y.numbers();
    double[] back = xbar.numbers();
    double[] gateBack = gateBar.numbers();
    double left = 0;
    double right = 0;
    for (int i = 0; i < delta.length; i++) {
      int sample = i / columns * samples + i % columns % samples;
      assertThat(y64[i]).isCloseTo(s[sample] * x64[i], within(Guarded.roundOff(kernels)));
      left += bar[i] * (gateDelta[sample] * x64[i] + s[sample] * delta[i]);
      right += back[i] * delta[i];
    }
    for (int i = 0; i < gateDelta.length; i++) {
      right += gateBack[i] * gateDelta[i];
    }
    assertThat(right).isCloseTo(left, within(tolerance(kernels, delta.length, tangents)));
  }

  private static double tolerance(Kernels<?> kernels, int terms, int tangents) {
    return 2 * terms * (3 + tangents) * 2 * Guarded.roundOff(kernels);
  }
}
