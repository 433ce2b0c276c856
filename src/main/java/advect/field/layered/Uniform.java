package advect.field.layered;

import java.util.random.RandomGenerator;

/** Uniform starting values on (-bound, bound). */
final class Uniform {
  private Uniform() {}

  static void fill(double[] theta, int start, int count, double bound, RandomGenerator rng) {
    for (int i = start; i < start + count; i++) theta[i] = bound * (2 * rng.nextDouble() - 1);
  }
}
