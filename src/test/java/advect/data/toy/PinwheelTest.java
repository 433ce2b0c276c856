package advect.data.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The root finding of {@link Pinwheel} against a fine scan of the circle. */
class PinwheelTest {
  private static final double SECTOR = 2 * Math.PI / 5;
  private final Pinwheel pinwheel = new Pinwheel();

  /** Sums over every change of sector on a fine grid of ψ, each narrowed by halving. */
  private static double scanned(double x, double y) {
    double r = Math.hypot(x, y) / 2;
    double angle = Math.atan2(y, x);
    int cells = 40_000;
    double sum = 0;
    double before = sectors(r, angle, -Math.PI);
    for (int i = 1; i <= cells; i++) {
      double psi = -Math.PI + 2 * Math.PI * i / cells;
      double after = sectors(r, angle, psi);
      double first = Math.min(before, after);
      double last = Math.max(before, after);
      for (double j = Math.ceil(first); j < last; j++) {
        sum += weight(r, halved(r, angle, j, psi - 2 * Math.PI / cells, psi));
      }
      before = after;
    }
    return Math.log(sum / 5);
  }

  private static double sectors(double r, double angle, double psi) {
    return (psi - 0.25 * Math.exp(r * Math.cos(psi)) - angle) / SECTOR;
  }

  private static double halved(double r, double angle, double j, double from, double to) {
    double a = from;
    double b = to;
    boolean rising = sectors(r, angle, a) < sectors(r, angle, b);
    for (int i = 0; i < 50; i++) {
      double middle = 0.5 * (a + b);
      if (sectors(r, angle, middle) < j == rising) a = middle;
      else b = middle;
    }
    return 0.5 * (a + b);
  }

  private static double weight(double r, double psi) {
    double length = (r * Math.cos(psi) - 1) / 0.3;
    double width = r * Math.sin(psi) / 0.1;
    double gauss = Math.exp(-0.5 * (length * length + width * width)) / (2 * Math.PI * 0.03);
    double jacobian = 1 + 0.25 * r * Math.sin(psi) * Math.exp(r * Math.cos(psi));
    return gauss / (4 * Math.abs(jacobian));
  }

  @Test
  void noRootIsMissed() {
    SplittableRandom rng = new SplittableRandom(11);
    for (int i = 0; i < 60; i++) {
      double radius = 10 * rng.nextDouble();
      double angle = 2 * Math.PI * rng.nextDouble();
      double x = radius * Math.cos(angle);
      double y = radius * Math.sin(angle);
      // Roots are right to 1e-14 and log p changes by at most some hundreds over a radian, save
      // near a fold, where it changes faster: hence not 1e-12.
      assertThat(pinwheel.logDensity(new double[] {x, y})).isCloseTo(scanned(x, y), within(1e-9));
    }
  }

  @Test
  void aFifthOfATurnChangesNothing() {
    for (double x : new double[] {0, 0.3, 1.7, 2.4, 5, 9, 19, 40}) {
      double logp = pinwheel.logDensity(new double[] {x, 0});
      double[] turned = {x * Math.cos(SECTOR), x * Math.sin(SECTOR)};
      assertThat(pinwheel.logDensity(turned)).isCloseTo(logp, within(1e-9 * Math.abs(logp)));
    }
  }

  @Test
  void atTheOriginEveryBladeGivesItsRoot() {
    // f = 0 for every blade, where the determinant is 4.
    double expected = -0.5 / 0.09 - Math.log(0.3 * 0.1 * 2 * Math.PI) - Math.log(4);
    assertThat(pinwheel.logDensity(new double[2])).isCloseTo(expected, within(1e-13));
  }

  @Test
  void woundUpBladesJoinTheirMeanOverTheAngle() {
    // The mean of p over one sector just inside |x| = 20, against the formula just outside. The
    // formula drops terms of relative size (0.1/10)²; the midpoint rule over the integrable poles
    // of the folds errs by about the square root of its step.
    int angles = 1000;
    double mean = 0;
    double outside = pinwheel.logDensity(new double[] {20 + 1e-9, 0});
    for (int i = 0; i < angles; i++) {
      double angle = SECTOR * (i + 0.5) / angles;
      double[] x = {(20 - 1e-9) * Math.cos(angle), (20 - 1e-9) * Math.sin(angle)};
      mean += Math.exp(pinwheel.logDensity(x) - outside) / angles;
    }
    assertThat(mean).isCloseTo(1, within(0.05));
  }
}
