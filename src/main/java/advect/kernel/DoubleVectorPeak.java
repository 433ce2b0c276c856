package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply-adds in registers, as many at once as a core can take: what no product can exceed.
 *
 * <p>This is the float64 original of the float32 twin: the build copies it with {@code double}
 * replaced by {@code float}.
 */
@SuppressWarnings("cast") // casts that are redundant here round in the twin
final class DoubleVectorPeak {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Independent sums: two multiply-adds a cycle, each four to five cycles long. */
  private static final int SUMS = 10;

  private DoubleVectorPeak() {}

  /** As {@link Kernels#multiplyAdds}. */
  static long run(int rounds) {
    DoubleVector x = DoubleVector.broadcast(SPECIES, (double) 0.5);
    DoubleVector a = x;
    DoubleVector b = x;
    DoubleVector c = x;
    DoubleVector d = x;
    DoubleVector e = x;
    DoubleVector f = x;
    DoubleVector g = x;
    DoubleVector h = x;
    DoubleVector i = x;
    DoubleVector j = x;
    for (int round = 0; round < rounds; round++) {
      a = a.fma(x, x);
      b = b.fma(x, x);
      c = c.fma(x, x);
      d = d.fma(x, x);
      e = e.fma(x, x);
      f = f.fma(x, x);
      g = g.fma(x, x);
      h = h.fma(x, x);
      i = i.fma(x, x);
      j = j.fma(x, x);
    }
    DoubleVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
    // The comparison keeps the compiler from leaving out what is not used.
    boolean possible = sum.reduceLanes(VectorOperators.ADD) > 0;
    return possible ? 2L * SUMS * rounds * SPECIES.length() : 0;
  }
}
