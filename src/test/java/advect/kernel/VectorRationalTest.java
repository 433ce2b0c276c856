package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The ratios on vectors against those on numbers, by reflection, since only few sources may need
 * the Vector API's module.
 *
 * <p>Tolerance: degree 8 is eight roundings with fused steps and sixteen without. All terms are
 * positive, so none grows on its way to the sum: 24 times half a spacing. The factor y and the
 * quotient add one each.
 */
class VectorRationalTest {
  private static final int POINTS = 10_240; // a multiple of every vector's length
  private static final int SPACINGS = 13;

  @BeforeEach
  void theModuleIsThere() {
    assumeTrue(Provider.hasVectorModule());
  }

  @Test
  void ratiosHaveTheSameCoefficientsInFloat64() throws ReflectiveOperationException {
    double[] v = new double[POINTS];
    for (int i = 0; i < POINTS; i++) v[i] = 100.0 * i / POINTS - 50;
    double[] n = new double[POINTS];
    double[] q = new double[POINTS];
    call("ratio", v, 0, POINTS, n, q);
    double[] w = new double[POINTS];
    for (int i = 0; i < POINTS; i++) w[i] = (double) i / POINTS;
    double[] log = w.clone();
    call("log1p", log, 0, POINTS);
    for (int i = 0; i < POINTS; i++) {
      double y = Rational.clamp(v[i] / 4);
      close(n[i], y * Rational.tanhNumerator(y * y), Math.ulp(n[i]));
      close(q[i], Rational.tanhDenominator(y * y), Math.ulp(q[i]));
      double exact = w[i] * Rational.logNumerator(w[i]) / Rational.logDenominator(w[i]);
      close(log[i], exact, 2 * Math.ulp(log[i]));
    }
  }

  @Test
  void ratiosHaveTheSameCoefficientsInFloat32() throws ReflectiveOperationException {
    float[] v = new float[POINTS];
    for (int i = 0; i < POINTS; i++) v[i] = 50f * i / POINTS - 25;
    float[] n = new float[POINTS];
    float[] q = new float[POINTS];
    call("ratio", v, 0, POINTS, n, q);
    float[] w = new float[POINTS];
    for (int i = 0; i < POINTS; i++) w[i] = (float) i / POINTS;
    float[] log = w.clone();
    call("log1p", log, 0, POINTS);
    for (int i = 0; i < POINTS; i++) {
      float y = Rational.clamp(v[i] / 4);
      close(n[i], y * Rational.tanhNumerator(y * y), Math.ulp(n[i]));
      close(q[i], Rational.tanhDenominator(y * y), Math.ulp(q[i]));
      float exact = w[i] * Rational.logNumerator(w[i]) / Rational.logDenominator(w[i]);
      close(log[i], exact, 2 * Math.ulp(log[i]));
    }
  }

  private static void close(double got, double expected, double spacing) {
    if (!(Math.abs(got - expected) <= SPACINGS * spacing)) assertThat(got).isEqualTo(expected);
  }

  private static void call(String name, Object... arguments) throws ReflectiveOperationException {
    Class<?> type = Class.forName(Rational.class.getPackageName() + ".VectorRational");
    Class<?>[] types = new Class<?>[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = arguments[i] instanceof Integer ? int.class : arguments[i].getClass();
    }
    Method method = type.getDeclaredMethod(name, types);
    method.setAccessible(true);
    method.invoke(null, arguments);
  }
}
