package advect.numeric;

/** Random numbers as functions of a key: a seed, a purpose, a row, and so on. */
public final class RandomKey {
  private RandomKey() {}

  /**
   * 64 random bits of many numbers: each is added and the sum is mixed, so keys that differ in one
   * bit give unrelated results. Of one number it is a bijection.
   *
   * <p>Reference: Stafford's "Mix13" finaliser of 64 bits, as in SplitMix (Steele, Lea and Flood,
   * "Fast splittable pseudorandom number generators", OOPSLA 2014).
   */
  public static long mix(long... key) {
    long mixed = 0;
    for (long part : key) {
      long z = mixed + part + 0x9e3779b97f4a7c15L;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      mixed = z ^ (z >>> 31);
    }
    return mixed;
  }

  /** A number uniform from 0 to below 1, of 64 random bits. */
  public static double uniform(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }
}
