package advect.study.flows;

import advect.plot.data.Box;
import advect.plot.data.Grid;
import org.ejml.data.DMatrixRMaj;

/** Digits of 8 x 8 pixels laid out in rows, as the log of their ink. */
final class DigitMosaic {
  private static final int SIDE = 8;
  private static final int COLUMNS = 8;
  private static final int ROWS = 5;

  /** Pixels a digit takes with the gap to the next. */
  private static final int STEP = SIDE + 2;

  /** How many digits there are. */
  static final int COUNT = COLUMNS * ROWS;

  private DigitMosaic() {}

  /**
   * The first digits, from the upper left corner on.
   *
   * @param digits {@code [rows][64]}, ink from 0 to 1
   */
  static Grid of(DMatrixRMaj digits) {
    int nx = COLUMNS * STEP;
    int ny = ROWS * STEP;
    double[] ink = new double[nx * ny];
    for (int digit = 0; digit < Math.min(COUNT, digits.numRows); digit++) {
      for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
        int x = digit % COLUMNS * STEP + 1 + pixel % SIDE;
        int down = digit / COLUMNS * STEP + 1 + pixel / SIDE;
        ink[(ny - 1 - down) * nx + x] = digits.get(digit, pixel);
      }
    }
    return Grid.of(Box.of(0, COLUMNS, 0, ROWS), nx, ny, ink).map(Math::log);
  }
}
