package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnergyTest {
  /** Central differences at h = 1e-6: h²|U'''|/6 + 1e-16 |U|/h is below 1e-8 for |U| < 100. */
  @ParameterizedTest
  @EnumSource
  void slopeAgreesWithCentralDifferences(Energy energy) {
    Random random = new Random(1);
    double h = 1e-6;
    double[] slope = new double[2];
    double[] unused = new double[2];
    for (int k = 0; k < 200; k++) {
      double x = 10 * random.nextDouble() - 5; // the box's shoulders too
      double y = 6 * random.nextDouble() - 3;
      energy.value(x, y, slope);
      double byX = energy.value(x + h, y, unused) - energy.value(x - h, y, unused);
      double byY = energy.value(x, y + h, unused) - energy.value(x, y - h, unused);
      assertThat(slope[0]).isCloseTo(byX / (2 * h), within(1e-6 * (1 + Math.abs(slope[0]))));
      assertThat(slope[1]).isCloseTo(byY / (2 * h), within(1e-6 * (1 + Math.abs(slope[1]))));
    }
  }

  /**
   * U2 to U4 are, for each z₁, one or two normal laws of z₂; z₁ is uniform over 8 with two halves
   * of a normal law of deviation 0.2.
   */
  @Test
  void normalizersOfWavesAreThoseOfNormalLaws() {
    double root = Math.sqrt(2 * Math.PI);
    double box = 8 + 0.2 * root;
    assertThat(Energy.U2.logNormalizer()).isCloseTo(Math.log(box * 0.4 * root), within(1e-9));
    assertThat(Energy.U3.logNormalizer()).isCloseTo(Math.log(box * 0.7 * root), within(1e-9));
    assertThat(Energy.U4.logNormalizer()).isCloseTo(Math.log(box * 0.75 * root), within(1e-9));
  }

  /**
   * U1 in polar coordinates: e^{-U} is smooth and periodic in the angle and vanishes with a dozen
   * derivatives at both ends of the radius, so equal weights are right to round-off. At |z₁| = 4,
   * five deviations out, the box takes some 1e-6 of the mass.
   */
  @Test
  void normalizerOfTheRingIsThatInPolarCoordinates() {
    double sum = 0;
    double[] unused = new double[2];
    int angles = 400;
    int radii = 1200;
    double dr = 6.0 / radii;
    for (int i = 0; i < angles; i++) {
      for (int k = 0; k < radii; k++) {
        double angle = 2 * Math.PI * i / angles;
        double r = (k + 0.5) * dr;
        double x = r * Math.cos(angle);
        sum += r * Math.exp(-Energy.U1.bare(x, r * Math.sin(angle), unused));
      }
    }
    double bare = Math.log(sum * dr * 2 * Math.PI / angles);
    assertThat(bare).isCloseTo(1.877502, within(1e-5)); // its own published quadrature
    assertThat(Energy.U1.logNormalizer()).isCloseTo(bare, within(3e-6)).isLessThan(bare);
  }

  /** Quadratures with a hard edge at 4, less the shoulders; U4's with z₂ free. */
  @Test
  void normalizersOnTheHardBoxAreKnown() {
    double shoulders = Math.log1p(0.2 * Math.sqrt(2 * Math.PI) / 8);
    assertThat(Energy.U2.logNormalizer() - shoulders).isCloseTo(2.082089, within(1e-6));
    assertThat(Energy.U3.logNormalizer() - shoulders).isCloseTo(2.641705, within(1e-6));
    assertThat(Energy.U4.logNormalizer() - shoulders).isCloseTo(2.710698, within(1e-6));
  }

  @Test
  void theRingsCentreHasAFiniteSlope() {
    double[] slope = new double[2];
    assertThat(Energy.U1.value(0, 0, slope)).isFinite();
    assertThat(slope).containsExactly(0, 0);
  }
}
