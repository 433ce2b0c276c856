package advect.data;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Deals items that come one after the other into shares of given sizes: every partition of these
 * sizes is as likely, and nothing is remembered but how many each share still wants.
 *
 * <p>An item goes to a share with probability (still wanted by it) / (still to come).
 *
 * <p>Reference: Knuth, "The Art of Computer Programming" vol. 2, 3.4.2, algorithm S.
 */
public final class SequentialDraw {
  private final RandomGenerator rng;
  private final long[] wanted;
  private long left;

  /**
   * A draw that is a function of its arguments.
   *
   * @param items how many there will be
   * @param wanted sizes of the shares, together at most {@code items}; copied
   * @param seed of the generator
   */
  public SequentialDraw(long items, long[] wanted, long seed) {
    this.left = items;
    this.wanted = wanted.clone();
    rng = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** The share of the next item, from 0; the number of shares if it is in none. */
  public int next() {
    long place = rng.nextLong(left--);
    int share = 0;
    while (share < wanted.length && place >= wanted[share]) place -= wanted[share++];
    if (share < wanted.length) wanted[share]--;
    return share;
  }
}
