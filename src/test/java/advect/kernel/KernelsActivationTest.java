package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations of the kernels against the scalar maths of {@link Activation}. */
class KernelsActivationTest {
  /** Features that fill a tile, part of it, part of a vector, and more than one tile. */
  private static final int[] WIDTHS = {1, 3, 8, 20, 64, 70};

  /**
   * In this order 16, 33, 17 and 65 samples meet 64 features or more, which lie in one run: as many
   * numbers as the kernels work on at once, which is 1024 at most, and more.
   */
  private static final int[] SAMPLES = {1, 2, 16, 33, 7, 100, 17, 65};

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** The accuracy stated in the kernels' javadoc, on a sweep that goes far past saturation. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void valuesAreAsAccurateAsStated(Kernels<?> kernels) {
    Shape shape = new Shape(1_251, 1, 64);
    double[] v = new double[shape.size()];
    for (int i = 0; i < v.length; i++) {
      v[i] = 200 * Math.pow(2.0 * i / (v.length - 1) - 1, 3); // dense around 0
    }
    for (Activation activation : Activation.values()) {
      requireAccurate(kernels, activation, shape, v);
    }
  }

  /** Where exp under- and overflows in either precision, and beyond. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void valuesAreAsAccurateFarFromZero(Kernels<?> kernels) {
    double[] v = new double[260];
    for (int i = 0; i < v.length; i++) {
      v[i] = (i % 2 == 0 ? -1 : 1) * Math.pow(10, -37 + 74.0 * i / v.length);
    }
    for (Activation activation : Activation.values()) {
      requireAccurate(kernels, activation, new Shape(13, 1, 20), v);
    }
  }

  private static void requireAccurate(
      Kernels<?> kernels, Activation activation, Shape shape, double[] points) {
    Derivatives got = Derivatives.of(kernels, activation, shape, points);
    double epsilon = 2 * Guarded.roundOff(kernels);
    for (int i = 0; i < points.length; i++) {
      double v = got.v[i];
      double exact = activation.value(v);
      double tolerance =
          switch (activation) {
            case TANH, ELU -> 8 * epsilon * Math.abs(exact);
            case SIGMOID -> 2 * epsilon;
            case SOFTPLUS -> 4 * epsilon * Math.max(1, exact);
            case SILU -> 8 * epsilon * Math.max(1, exact);
          };
      requireClose(activation, "value", v, got.h[i], exact, tolerance);
      double loose = 8 * epsilon * Math.max(1, Math.abs(v));
      double slope = activation.slope(v);
      requireClose(activation, "slope", v, got.slope[i], slope, loose);
      requireClose(activation, "slope of values backward", v, got.valueBack[i], slope, loose);
      requireClose(activation, "slope of tangents backward", v, got.tangentBack[i], slope, loose);
      double curvature = activation.curvature(v);
      requireClose(activation, "curvature", v, got.curvature[i], curvature, loose);
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
  @MethodSource("advect.kernel.Providers#all")
  void tanhStaysBelowOneAndSlopesStayAboveZero(Kernels<?> kernels) {
    double[] v = new Random(2).doubles(10_000, -40, 40).toArray();
    Shape shape = new Shape(100, 1, 100);
    Derivatives tanh = Derivatives.of(kernels, Activation.TANH, shape, v);
    assertThat(Arrays.stream(tanh.h)).allMatch(a -> Math.abs(a) <= 1);
    for (int i = 0; i < v.length; i++) {
      if (Math.abs(v[i]) > 20) { // exp(-40) is less than half of 2⁻⁵²
        assertThat(tanh.h[i]).isEqualTo(Math.signum(v[i]));
      }
    }
    assertThat(Arrays.stream(tanh.slope)).allMatch(s -> s >= 0);
    Derivatives sigmoid = Derivatives.of(kernels, Activation.SIGMOID, shape, v);
    assertThat(Arrays.stream(sigmoid.h)).allMatch(a -> a > 0 && a <= 1);
    assertThat(Arrays.stream(sigmoid.slope)).allMatch(s -> s >= 0);
  }

  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void notANumberStaysVisible(Kernels<?> kernels) {
    for (Activation activation : Activation.values()) {
      for (int width : WIDTHS) {
        for (int spoilt = 0; spoilt < width; spoilt++) {
          double[] v = Guarded.uniform(width, new Random(1));
          v[spoilt] = Double.NaN;
          Derivatives got = Derivatives.of(kernels, activation, new Shape(1, 1, width), v);
          for (double[] numbers : got.all()) {
            for (int i = 0; i < width; i++) {
              if (Double.isNaN(numbers[i]) != (i == spoilt)) {
                assertThat(numbers).as("%s, NaN at %d", activation, spoilt).isEqualTo(v);
              }
            }
          }
        }
      }
    }
  }

  /** Limits; but v σ'(v) is infinity times zero, so silu's derivatives there are NaN. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void infinitiesHaveTheLimits(Kernels<?> kernels) {
    requireLimits(kernels, Activation.TANH, new double[] {-1, 1}, new double[] {0, 0});
    requireLimits(kernels, Activation.SOFTPLUS, new double[] {0, INFINITY}, new double[] {0, 1});
    requireLimits(kernels, Activation.SILU, new double[] {0, INFINITY}, new double[] {0, 1});
    requireLimits(kernels, Activation.ELU, new double[] {-1, INFINITY}, new double[] {0, 1});
    requireLimits(kernels, Activation.SIGMOID, new double[] {0, 1}, new double[] {0, 0});
  }

  private static void requireLimits(
      Kernels<?> kernels, Activation activation, double[] values, double[] slopes) {
    double[] points = {-INFINITY, INFINITY};
    Derivatives got = Derivatives.of(kernels, activation, new Shape(2, 1, 1), points);
    double tolerance = 16 * Guarded.roundOff(kernels); // as stated, of 1
    for (int i = 0; i < points.length; i++) {
      if (values[i] == INFINITY) {
        assertThat(got.h[i]).as("%s at %s", activation, points[i]).isEqualTo(INFINITY);
      } else {
        requireClose(activation, "value", points[i], got.h[i], values[i], tolerance);
      }
      if (activation == Activation.SILU && i == 1) {
        assertThat(got.slope[i]).isNaN();
        assertThat(got.curvature[i]).isNaN();
      } else {
        requireClose(activation, "slope", points[i], got.slope[i], slopes[i], tolerance);
        requireClose(activation, "curvature", points[i], got.curvature[i], 0, tolerance);
      }
    }
  }

  /** Any number of samples, tangents and features gives the bits that one sample alone gives. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void resultsDoNotDependOnTheShape(Kernels<?> kernels) {
    Random rng = new Random(3);
    for (Activation activation : Activation.values()) {
      int turn = 0;
      for (int samples : SAMPLES) {
        for (int tangents = 0; tangents <= 2; tangents++) {
          int width = WIDTHS[turn++ / 2 % WIDTHS.length];
          shapes(kernels, activation, new Shape(samples, tangents, width), rng);
        }
      }
    }
  }

  private static <A> void shapes(
      Kernels<A> kernels, Activation activation, Shape shape, Random rng) {
    Guarded<A> v = Guarded.random(kernels, valuesOf(shape), rng);
    Guarded<A> vdot = Guarded.random(kernels, shape, rng);
    Derivatives alone =
        Derivatives.of(kernels, activation, new Shape(1, 1, v.shape().size()), v.numbers());
    double[] vdot64 = vdot.numbers();
    GuardedActivated<A> result = GuardedActivated.of(activation, v, vdot).activate();
    Guarded.requireSame(result.h().numbers(), alone.h);
    double[] expected = new double[vdot64.length];
    for (int i = 0; i < expected.length; i++) {
      double exact = alone.slope[valueOf(shape, i)] * vdot64[i];
      expected[i] = Guarded.rounded(kernels, exact);
    }
    Guarded.requireSame(result.hdot().numbers(), expected);
    assertThat(Arrays.stream(result.h().padding()).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(result.hdot().padding()).allMatch(Double::isFinite)).isTrue();
  }

  /** Tangents that many evaluations share are read where they are, forward and backward. */
  @ParameterizedTest
  @MethodSource("advect.kernel.Providers#all")
  void tangentsFromElsewhereGiveTheSameAsTheirOwn(Kernels<?> kernels) {
    Random rng = new Random(4);
    for (int width : WIDTHS) {
      for (int tangents = 0; tangents <= 3; tangents++) {
        for (Activation activation : Activation.values()) {
          elsewhere(kernels, activation, new Shape(13, tangents, width), rng);
        }
      }
    }
  }

  private static <A> void elsewhere(
      Kernels<A> kernels, Activation activation, Shape shape, Random rng) {
    Shape values = valuesOf(shape);
    double[] v = Guarded.uniform(values.size(), rng);
    double[] vdot = Guarded.uniform(shape.size(), rng);
    GuardedActivated<A> own =
        GuardedActivated.of(
                activation, Guarded.of(kernels, values, v), Guarded.of(kernels, shape, vdot))
            .activate();
    Guarded<A> shared = Guarded.of(kernels, shape, vdot);
    double[] shared64 = shared.numbers();
    double[] nothing = new double[shape.size()];
    Arrays.fill(nothing, Double.NaN);
    GuardedActivated<A> other =
        GuardedActivated.of(
            activation, Guarded.of(kernels, values, v), Guarded.of(kernels, shape, nothing));
    kernels.activate(other.state(), shared.panel());
    Guarded.requireSame(other.h().numbers(), own.h().numbers());
    Guarded.requireSame(other.hdot().numbers(), own.hdot().numbers());

    Guarded<A> vbar = Guarded.randomCotangent(kernels, values, rng);
    Guarded<A> vdotBar = Guarded.randomCotangent(kernels, shape, rng);
    Guarded<A> vbarOther = Guarded.cotangent(kernels, values, vbar.numbers());
    Guarded<A> vdotBarOther = Guarded.cotangent(kernels, shape, vdotBar.numbers());
    own.backward(vbar, vdotBar);
    kernels.activateBackward(
        other.state(), shared.panel(), new Dual<>(vbarOther.panel(), vdotBarOther.panel()));
    Guarded.requireSame(vbarOther.numbers(), vbar.numbers());
    Guarded.requireSame(vdotBarOther.numbers(), vdotBar.numbers());
    Guarded.requireSame(shared.numbers(), shared64);
  }

  /** The values under tangents of this shape. */
  static Shape valuesOf(Shape tangents) {
    return new Shape(tangents.samples(), 1, tangents.features());
  }

  /** Where the value of tangent number {@code i} stands among the values. */
  static int valueOf(Shape tangents, int i) {
    int perFeature = tangents.blocks() * tangents.samples();
    return i / perFeature * tangents.samples() + i % tangents.samples();
  }

  /** φ, φ' and φ'' at points, as forward and reverse show them. */
  static final class Derivatives {
    /** The points as rounded to the precision. */
    final double[] v;

    /** φ. */
    final double[] h;

    /** φ' of a tangent of ones. */
    final double[] slope;

    /** φ' of a value's cotangent of ones. */
    final double[] valueBack;

    /** φ' of a tangent's cotangent of ones. */
    final double[] tangentBack;

    /** φ'' of a tangent of ones and its cotangent of ones. */
    final double[] curvature;

    private <A> Derivatives(
        Kernels<A> kernels, Activation activation, Shape shape, double[] points) {
      Guarded<A> values = Guarded.of(kernels, shape, points);
      v = values.numbers();
      GuardedActivated<A> state =
          GuardedActivated.of(activation, values, Guarded.constant(kernels, shape, 1)).activate();
      h = state.h().numbers();
      slope = state.hdot().numbers();
      Guarded<A> vbar = Guarded.constant(kernels, shape, 0);
      Guarded<A> vdotBar = Guarded.constant(kernels, shape, 1);
      state.backward(vbar, vdotBar);
      curvature = vbar.numbers();
      tangentBack = vdotBar.numbers();
      Guarded<A> ones = Guarded.constant(kernels, shape, 1);
      state.backward(ones, Guarded.constant(kernels, shape, 0));
      valueBack = ones.numbers();
    }

    static Derivatives of(Kernels<?> kernels, Activation activation, Shape shape, double[] points) {
      return new Derivatives(kernels, activation, shape, points);
    }

    double[][] all() {
      return new double[][] {h, slope, valueBack, tangentBack, curvature};
    }
  }
}
