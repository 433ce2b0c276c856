package advect.data;

import advect.numeric.RandomKey;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random orders that are functions of their key alone. */
public final class Permutation {
  private Permutation() {}

  /**
   * The numbers 0 to n - 1 in an order drawn by a generator seeded with the key; keys that differ
   * in one bit give unrelated orders.
   */
  public static int[] of(int n, long... key) {
    RandomGenerator rng = RandomGeneratorFactory.of("L64X128MixRandom").create(RandomKey.mix(key));
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = rng.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
