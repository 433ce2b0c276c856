package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations of the kernels against the scalar maths of {@link Activation}. */
class KernelsActivationTest {
  private static final int POINTS = 400_001;

  /** The accuracy stated in the kernels' javadoc, on a sweep that goes far past saturation. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void valuesAreAsAccurateAsStated(Kernels<?> kernels) {
    double[] v = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      v[i] = 200 * Math.pow(2.0 * i / (POINTS - 1) - 1, 3); // dense around 0
    }
    for (Activation activation : Activation.values()) {
      sweep(kernels, activation, v);
    }
  }

  private static <A> void sweep(Kernels<A> kernels, Activation activation, double[] points) {
    Guarded<A> pre = Guarded.of(kernels, 1, points.length, points);
    Activated<A> result = activate(pre, activation, points.length);
    double[] v = pre.numbers(); // as rounded to the precision
    double[] value = result.post.numbers();
    double[] slope = result.slope.numbers();
    double[] curvature = result.curvature.numbers();
    double epsilon = 2 * Guarded.roundOff(kernels);
    for (int i = 0; i < v.length; i++) {
      double exact = activation.value(v[i]);
      double size = Math.max(1, Math.abs(v[i]));
      double tolerance =
          switch (activation) {
            case TANH, ELU -> 8 * epsilon * Math.abs(exact);
            case SIGMOID -> 2 * epsilon;
            case SOFTPLUS -> 4 * epsilon * Math.max(1, exact);
            case SILU -> 8 * epsilon * Math.max(1, exact);
          };
      requireClose(activation, "value", v[i], value[i], exact, tolerance);
      double loose = 8 * epsilon * size;
      requireClose(activation, "slope", v[i], slope[i], activation.slope(v[i]), loose);
      requireClose(activation, "curvature", v[i], curvature[i], activation.curvature(v[i]), loose);
    }
  }

  private static void requireClose(
      Activation activation, String what, double v, double got, double exact, double tolerance) {
    if (!(Math.abs(got - exact) <= tolerance)) {
      assertThat(got).as("%s of %s at %s", what, activation, v).isEqualTo(exact, within(tolerance));
    }
  }

  /** What a solver's error norm and trace rely on, in every rounding. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void tanhStaysBelowOneAndSlopesStayAboveZero(Kernels<?> kernels) {
    double[] v = new Random(2).doubles(10_000, -40, 40).toArray();
    Activated<?> tanh = activate(Guarded.of(kernels, 100, 100, v), Activation.TANH, 100);
    assertThat(Arrays.stream(tanh.post.numbers())).allMatch(a -> Math.abs(a) <= 1);
    double[] h = tanh.post.numbers();
    for (int i = 0; i < v.length; i++) {
      if (Math.abs(v[i]) > 20) { // exp(-40) is less than half of 2⁻⁵²
        assertThat(h[i]).isEqualTo(Math.signum(v[i]));
      }
    }
    assertThat(Arrays.stream(tanh.slope.numbers())).allMatch(s -> s >= 0);
    Activated<?> sigmoid = activate(Guarded.of(kernels, 100, 100, v), Activation.SIGMOID, 100);
    assertThat(Arrays.stream(sigmoid.post.numbers())).allMatch(a -> a > 0 && a <= 1);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void notANumberStaysVisible(Kernels<?> kernels) {
    for (Activation activation : Activation.values()) {
      Guarded<?> pre = Guarded.of(kernels, 1, 3, 0, Double.NaN, 1);
      Activated<?> result = activate(pre, activation, 3);
      double[] h = new double[3];
      store(result.post, h);
      assertThat(Arrays.stream(h).map(Math::abs).boxed())
          .as("%s", activation)
          .satisfiesExactly(
              a -> assertThat(a).isFinite(),
              b -> assertThat(b).isNaN(),
              c -> assertThat(c).isFinite());
    }
  }

  /** Any number of rows, samples and tangents gives the numbers that one sample at a time gives. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void resultsDoNotDependOnTheShape(Kernels<?> kernels) {
    Random rng = new Random(3);
    for (int samples : new int[] {1, 2, 7, 16, 33, 100, 257, 513, 1030}) {
      for (int tangents = 0; tangents <= 2; tangents++) {
        shapes(kernels, samples, tangents, rng);
      }
    }
  }

  private static <A> void shapes(Kernels<A> kernels, int samples, int tangents, Random rng) {
    int rows = 7;
    int columns = samples * (1 + tangents);
    Guarded<A> pre = Guarded.random(kernels, rows, columns, rng);
    Activated<A> result = activate(pre, Activation.SILU, samples);
    double[] v = pre.numbers();
    double[] h = result.post.numbers();
    double[] slope = result.slope.numbers();
    for (int i = 0; i < h.length; i++) {
      int sample = i / columns * samples + i % columns % samples;
      boolean isValue = i % columns < samples;
      double expected = isValue ? Activation.SILU.value(v[i]) : slope[sample] * v[i];
      // silu within 8 ε as stated, a product within half of one
      assertThat(h[i]).isCloseTo(expected, within(16 * Guarded.roundOff(kernels)));
    }
  }

  record Activated<A>(Guarded<A> post, Guarded<A> slope, Guarded<A> curvature) {}

  static <A> Activated<A> activate(Guarded<A> pre, Activation activation, int samples) {
    Kernels<A> kernels = pre.kernels();
    int rows = pre.panel().rows();
    Guarded<A> post =
        Guarded.of(kernels, rows, pre.panel().columns(), new double[rows * pre.panel().columns()]);
    Guarded<A> slope = Guarded.of(kernels, rows, samples, new double[rows * samples]);
    Guarded<A> curvature = Guarded.of(kernels, rows, samples, new double[rows * samples]);
    kernels.activate(activation, pre.panel(), post.panel(), slope.panel(), curvature.panel());
    return new Activated<>(post, slope, curvature);
  }

  private static <A> void store(Guarded<A> from, double[] to) {
    from.kernels().store(from.panel(), to);
  }
}
