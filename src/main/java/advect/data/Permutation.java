package advect.data;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random orders that are functions of their key alone. */
final class Permutation {
  private Permutation() {}

  /**
   * The numbers 0 to n - 1 in an order drawn by a generator seeded with the key; keys that differ
   * in one bit give unrelated orders.
   */
  static int[] of(int n, long... key) {
    RandomGenerator rng = RandomGeneratorFactory.of("L64X128MixRandom").create(mix(key));
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = rng.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * One seed from many numbers: each is added and the sum is mixed.
   *
   * <p>Reference: Stafford's "Mix13" finaliser of 64 bits, as in SplitMix (Steele, Lea and Flood,
   * "Fast splittable pseudorandom number generators", OOPSLA 2014).
   */
  private static long mix(long... key) {
    long mixed = 0;
    for (long part : key) {
      long z = mixed + part + 0x9e3779b97f4a7c15L;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      mixed = z ^ (z >>> 31);
    }
    return mixed;
  }
}
