package advect.data.toy;

import java.util.random.RandomGenerator;

/** How one point of a distribution is drawn, and how dense it is there. Immutable. */
interface PointLaw {
  /** Number of coordinates. */
  int dim();

  /**
   * Draws one point, independent of all earlier ones.
   *
   * @param x overwritten
   */
  void draw(RandomGenerator rng, double[] x);

  /**
   * Natural logarithm of the density at a finite point; negative infinity where there is none.
   *
   * @param x read only
   */
  double logDensity(double[] x);
}
