package advect.data.prepare.transform;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Distributions of one number whose density is known. */
final class Laws {
  /**
   * A distribution.
   *
   * @param draw one number
   * @param log density, in nats
   */
  record Law(String name, ToDoubleFunction<Random> draw, DoubleUnaryOperator log) {
    double[] draws(int n, long seed) {
      Random random = new Random(seed);
      return IntStream.range(0, n).mapToDouble(i -> draw.applyAsDouble(random)).toArray();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Law UNIFORM = new Law("uniform", Random::nextDouble, x -> 0);

  static final Law NORMAL = new Law("normal", Random::nextGaussian, x -> normal(x, 0, 1));

  static final Law CAUCHY =
      new Law(
          "Cauchy",
          random -> Math.tan(Math.PI * (random.nextDouble() - 0.5)),
          x -> -Math.log(Math.PI) - Math.log1p(x * x));

  /** z / √(Γ of one degree): Student's t of two degrees. */
  static final Law STUDENT =
      new Law(
          "Student t(2)",
          random -> random.nextGaussian() / Math.sqrt(-Math.log(1 - random.nextDouble())),
          x -> -Math.log(8) / 2 - 1.5 * Math.log1p(x * x / 2));

  static final Law LOG_NORMAL =
      new Law(
          "log-normal",
          random -> Math.exp(random.nextGaussian()),
          x -> normal(Math.log(x), 0, 1) - Math.log(x));

  static final Law EXPONENTIAL =
      new Law("exponential", random -> -Math.log(1 - random.nextDouble()), x -> -x);

  static final Law TWO_MODES =
      new Law(
          "two modes",
          random ->
              random.nextDouble() < 0.3
                  ? -3 + 0.5 * random.nextGaussian()
                  : 2 + random.nextGaussian(),
          x -> Math.log(0.3 * Math.exp(normal(x, -3, 0.5)) + 0.7 * Math.exp(normal(x, 2, 1))));

  static final Law SPIKE =
      new Law(
          "uniform with a spike",
          random ->
              random.nextDouble() < 0.2 ? 0.5 + 0.01 * random.nextGaussian() : random.nextDouble(),
          x -> Math.log((x > 0 && x < 1 ? 0.8 : 0) + 0.2 * Math.exp(normal(x, 0.5, 0.01))));

  static final List<Law> ALL =
      List.of(UNIFORM, NORMAL, STUDENT, CAUCHY, LOG_NORMAL, EXPONENTIAL, TWO_MODES, SPIKE);

  private Laws() {}

  private static double normal(double x, double mean, double deviation) {
    double z = (x - mean) / deviation;
    return -z * z / 2 - Math.log(deviation) - Math.log(2 * Math.PI) / 2;
  }
}
