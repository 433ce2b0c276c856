package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.kernel.KernelsActivationTest.Derivatives;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reverse passes are transposes: ⟨ȳ, D δ⟩ = ⟨Dᵀ ȳ, δ⟩, with D the derivative of the forward pass
 * written out in float64.
 *
 * <p>Tolerance: each term of either side takes at most 3 + tangents roundings of numbers below 2 in
 * size, and every cotangent and direction is at most 1, so the sides differ by at most that many
 * round-offs times twice the number of terms. Single numbers are held to the same count.
 */
class KernelsBackwardTest {
  private static final int[] SAMPLES = {1, 3, 16, 17, 50, 130};
  private static final int WIDTH = 5;
  private static final int[] WIDTHS = {1, 3, 8, 20, 64, 70, 130};
  private static final int MOST_TANGENTS = 3;

  /** One width in every shape, and the others in turn. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void activateBackwardIsTheTransposeOfActivate(Kernels<?> kernels) {
    Random rng = new Random(4);
    for (Activation activation : Activation.values()) {
      int turn = 0;
      for (int samples : SAMPLES) {
        for (int tangents = 0; tangents <= MOST_TANGENTS; tangents++) {
          int width = WIDTHS[turn++ % WIDTHS.length];
          activation(kernels, activation, new Shape(samples, tangents, WIDTH), rng);
          activation(kernels, activation, new Shape(samples, tangents, width), rng);
        }
      }
    }
  }

  private static <A> void activation(
      Kernels<A> kernels, Activation activation, Shape shape, Random rng) {
    Shape values = KernelsActivationTest.valuesOf(shape);
    Guarded<A> pre = Guarded.random(kernels, values, rng);
    Guarded<A> preTangents = Guarded.random(kernels, shape, rng);
    double[] vdot = preTangents.numbers();
    Derivatives phi =
        Derivatives.of(kernels, activation, new Shape(1, 1, values.size()), pre.numbers());
    GuardedActivated<A> state = GuardedActivated.of(activation, pre, preTangents).activate();
    Guarded<A> vbar = Guarded.randomCotangent(kernels, values, rng);
    Guarded<A> vdotBar = Guarded.randomCotangent(kernels, shape, rng);
    double[] hbar = vbar.numbers();
    double[] hdotBar = vdotBar.numbers();
    state.backward(vbar, vdotBar);
    double[] back = vbar.numbers();
    double[] tangentBack = vdotBar.numbers();

    double[] delta = Guarded.uniform(back.length, rng);
    double[] tangentDelta = Guarded.uniform(tangentBack.length, rng);
    double[] expected = new double[back.length];
    double[] size = new double[back.length];
    double left = 0;
    double right = 0;
    for (int i = 0; i < back.length; i++) {
      left += hbar[i] * phi.slope[i] * delta[i];
      right += back[i] * delta[i];
      expected[i] = phi.slope[i] * hbar[i];
      size[i] = Math.abs(expected[i]);
    }
    double units = 2 * (3 + shape.blocks()) * Guarded.roundOff(kernels);
    for (int i = 0; i < tangentBack.length; i++) {
      int value = KernelsActivationTest.valueOf(shape, i);
      double bend = phi.curvature[value] * vdot[i];
      left += hdotBar[i] * (phi.slope[value] * tangentDelta[i] + bend * delta[value]);
      right += tangentBack[i] * tangentDelta[i];
      expected[value] += bend * hdotBar[i];
      size[value] += Math.abs(bend * hdotBar[i]);
      double scaled = phi.slope[value] * hdotBar[i];
      requireClose(activation, tangentBack[i], scaled, units * Math.abs(scaled));
    }
    for (int i = 0; i < back.length; i++) {
      requireClose(activation, back[i], expected[i], units * size[i]);
    }
    int terms = back.length + tangentBack.length;
    assertThat(right).isCloseTo(left, within(tolerance(kernels, terms, shape.blocks())));
    assertThat(Arrays.stream(vbar.padding()).allMatch(p -> p == 0)).isTrue();
    assertThat(Arrays.stream(vdotBar.padding()).allMatch(p -> p == 0)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void gateAndItsCotangentAreTheTransposeOfGate(Kernels<?> kernels) {
    Random rng = new Random(5);
    int turn = 0;
    for (int samples : SAMPLES) {
      for (int blocks = 0; blocks <= MOST_TANGENTS; blocks++) {
        int width = WIDTHS[turn++ % WIDTHS.length];
        gate(kernels, new Shape(samples, blocks, WIDTH), rng);
        gate(kernels, new Shape(samples, blocks, width), rng);
      }
    }
  }

  private static <A> void gate(Kernels<A> kernels, Shape shape, Random rng) {
    Shape gates = KernelsActivationTest.valuesOf(shape);
    Guarded<A> gate = Guarded.random(kernels, gates, rng);
    Guarded<A> x = Guarded.random(kernels, shape, rng);
    Guarded<A> y = Guarded.random(kernels, shape, rng);
    Guarded<A> ybar = Guarded.randomCotangent(kernels, shape, rng);
    Guarded<A> xbar = Guarded.randomCotangent(kernels, shape, rng);
    Guarded<A> gateBar = Guarded.randomCotangent(kernels, gates, rng);
    double[] s = gate.numbers();
    double[] x64 = x.numbers();
    double[] bar = ybar.numbers();
    double[] before = gateBar.numbers();
    kernels.gate(gate.panel(), x.panel(), y.panel());
    kernels.gate(gate.panel(), ybar.panel(), xbar.panel());
    kernels.addGateCotangent(x.panel(), ybar.panel(), gateBar.panel());

    double[] y64 = y.numbers();
    double[] back = xbar.numbers();
    double[] gateBack = gateBar.numbers();
    double[] gateDelta = Guarded.uniform(gateBack.length, rng);
    double[] delta = Guarded.uniform(back.length, rng);
    double[] expected = before.clone();
    double[] size = new double[before.length];
    Arrays.setAll(size, i -> Math.abs(before[i]));
    double left = 0;
    double right = 0;
    for (int i = 0; i < delta.length; i++) {
      int sample = KernelsActivationTest.valueOf(shape, i);
      requireClose("gate", y64[i], Guarded.rounded(kernels, s[sample] * x64[i]), 0);
      requireClose("gate", back[i], Guarded.rounded(kernels, s[sample] * bar[i]), 0);
      left += bar[i] * (gateDelta[sample] * x64[i] + s[sample] * delta[i]);
      right += back[i] * delta[i];
      expected[sample] += x64[i] * bar[i];
      size[sample] += Math.abs(x64[i] * bar[i]);
    }
    double units = 2 * (3 + shape.blocks()) * Guarded.roundOff(kernels);
    for (int i = 0; i < gateDelta.length; i++) {
      right += (gateBack[i] - before[i]) * gateDelta[i];
      requireClose("gate cotangent", gateBack[i], expected[i], units * size[i]);
    }
    int terms = delta.length + gateDelta.length;
    assertThat(right).isCloseTo(left, within(tolerance(kernels, terms, shape.blocks())));
    assertThat(Arrays.stream(y.padding()).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(xbar.padding()).allMatch(p -> p == 0)).isTrue();
    assertThat(Arrays.stream(gateBar.padding()).allMatch(p -> p == 0)).isTrue();
  }

  /** Two roundings, of a product and a sum, or one; that with a weight of 1 is of the sum alone. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void scaledSumsAddUp(Kernels<?> kernels) {
    Random rng = new Random(6);
    int turn = 0;
    for (int samples : SAMPLES) {
      for (int blocks = 0; blocks <= MOST_TANGENTS; blocks++) {
        int width = WIDTHS[turn++ % WIDTHS.length];
        for (double weight : new double[] {1, -0.3, 0}) {
          scaledSum(kernels, weight, new Shape(samples, blocks, WIDTH), rng);
          scaledSum(kernels, weight, new Shape(samples, blocks, width), rng);
        }
      }
    }
  }

  private static <A> void scaledSum(Kernels<A> kernels, double weight, Shape shape, Random rng) {
    Guarded<A> x = Guarded.randomCotangent(kernels, shape, rng);
    Guarded<A> y = Guarded.randomCotangent(kernels, shape, rng);
    double[] before = y.numbers();
    double[] x64 = x.numbers();
    kernels.combine(weight, x.panel(), 1, y.panel());
    double[] after = y.numbers();
    double factor = Guarded.rounded(kernels, weight);
    for (int i = 0; i < after.length; i++) {
      double product = factor * x64[i];
      double exact = before[i] + product;
      double roundings = Math.abs(product) + Math.abs(exact);
      double allowed = weight == 1 ? 0 : 2 * Guarded.roundOff(kernels) * roundings;
      double expected = weight == 1 ? Guarded.rounded(kernels, exact) : exact;
      requireClose("scaled sum", after[i], expected, allowed);
    }
    assertThat(x.numbers()).containsExactly(x64);
    assertThat(Arrays.stream(y.padding()).allMatch(p -> p == 0)).isTrue();
  }

  private static void requireClose(Object what, double got, double expected, double tolerance) {
    if (!(Math.abs(got - expected) <= tolerance)) {
      assertThat(got).as("%s", what).isEqualTo(expected, within(tolerance));
    }
  }

  private static double tolerance(Kernels<?> kernels, int terms, int tangents) {
    return 2 * terms * (3 + tangents) * 2 * Guarded.roundOff(kernels);
  }
}
