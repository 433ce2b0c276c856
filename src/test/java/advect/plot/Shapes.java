package advect.plot;

import advect.plot.data.Box;
import advect.plot.data.Grid;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** Densities in closed form, and points of them, to try pictures on. */
public final class Shapes {
  public static final Box BOX = Box.of(-4, 4, -4, 4);
  private static final double SIGMA = 0.25;
  private static final double RADIUS = 2.6;

  private Shapes() {}

  /** log p of eight equal Gaussians on a circle, each of standard deviation {@code sigma}. */
  public static double eightGaussians(double x, double y, double radius, double sigma) {
    double p = 0;
    for (int k = 0; k < 8; k++) {
      double dx = x - radius * Math.cos(k * Math.PI / 4);
      double dy = y - radius * Math.sin(k * Math.PI / 4);
      p += Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
    }
    return Math.log(p / (8 * 2 * Math.PI * sigma * sigma));
  }

  public static Grid eightGaussians(int n) {
    return Grid.of(BOX, n, n, (x, y) -> eightGaussians(x, y, RADIUS, SIGMA));
  }

  /** A stand-in for a flow at time t: from one standard normal to the eight Gaussians. */
  public static Grid flow(double t, int n) {
    double sigma = 1 + t * (SIGMA - 1);
    return Grid.of(BOX, n, n, (x, y) -> eightGaussians(x, y, t * RADIUS, sigma));
  }

  /** log p of two half circles of noise {@code s}: a mixture along the arcs. */
  public static double moons(double x, double y, double s) {
    double p = 0;
    int n = 200;
    for (int k = 0; k < n; k++) {
      double a = Math.PI * (k + 0.5) / n;
      p += bump(x - 2 * Math.cos(a) + 1, y - 2 * Math.sin(a) + 0.5, s);
      p += bump(x - 1 - 2 * Math.cos(a), y + 0.5 + 2 * Math.sin(a), s);
    }
    return Math.log(p / (2 * n));
  }

  private static double bump(double dx, double dy, double s) {
    return Math.exp(-(dx * dx + dy * dy) / (2 * s * s)) / (2 * Math.PI * s * s);
  }

  /** {@code [n][2]} points of the eight Gaussians, or of the flow's density at time t. */
  public static DMatrixRMaj points(int n, double t, long seed) {
    RandomGenerator rng = new SplittableRandom(seed);
    double sigma = 1 + t * (SIGMA - 1);
    DMatrixRMaj points = new DMatrixRMaj(n, 2);
    for (int i = 0; i < n; i++) {
      int k = rng.nextInt(8);
      points.set(i, 0, t * RADIUS * Math.cos(k * Math.PI / 4) + sigma * rng.nextGaussian());
      points.set(i, 1, t * RADIUS * Math.sin(k * Math.PI / 4) + sigma * rng.nextGaussian());
    }
    return points;
  }
}
