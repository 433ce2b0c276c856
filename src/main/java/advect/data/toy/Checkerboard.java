package advect.data.toy;

import java.util.random.RandomGenerator;

/** Uniform on the eight squares of one colour of a 4 x 4 board on [-4, 4]²: p(x) = 1/32 there. */
final class Checkerboard implements PointLaw {
  private static final double SQUARE = 2;
  private static final double HALF_BOARD = 2 * SQUARE;

  @Override
  public int dim() {
    return 2;
  }

  @Override
  public void draw(RandomGenerator rng, double[] x) {
    int column = rng.nextInt(4) - 2;
    int row = 2 * (rng.nextInt(2) - 1) + Math.floorMod(column, 2);
    x[0] = SQUARE * (column + rng.nextDouble());
    x[1] = SQUARE * (row + rng.nextDouble());
  }

  @Override
  public double logDensity(double[] x) {
    boolean onBoard = Math.max(Math.abs(x[0]), Math.abs(x[1])) <= HALF_BOARD;
    int colour = (int) Math.floor(x[0] / SQUARE) + (int) Math.floor(x[1] / SQUARE);
    return onBoard && colour % 2 == 0 ? -Math.log(32) : Double.NEGATIVE_INFINITY;
  }
}
