package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.flow.ContinuousFlow;
import advect.flow.Standardization;
import advect.ode.SolverCatalog;
import advect.ode.step.Steps;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MassCheckTest {
  /** ln of the density of N(0, 1) at 0. */
  private static final double LOG_PEAK = -0.5 * Math.log(2 * Math.PI);

  @Test
  void aDensityHasMassOne() {
    ContinuousFlow line =
        LinearFlow.of(Standardization.of(new double[] {3}, new double[] {50}), row(0.7));
    ContinuousFlow plane =
        LinearFlow.of(
            Standardization.of(new double[] {-1, 40}, new double[] {0.01, 7}),
            row(0.5, -1.5),
            row(1, -0.8));
    for (ContinuousFlow flow : new ContinuousFlow[] {line, plane}) {
      MassCheck check = MassCheck.of(flow, flow, 1);
      // Both the frame and the last halving contribute at most 1e-6.
      assertThat(check.error()).isBetween(0.0, 2e-6);
      assertThat(check.mass()).isCloseTo(1, within(check.error()));
    }
  }

  /**
   * Euler's method maps z back to z (1 - a/n)^n but still finds c = -a, so that the mass of what it
   * calls the density is e^-a / (1 - a/n)^n.
   */
  @Test
  void theMassIsThatOfTheReportedDensityAndItsErrorOwnsUpToTheSolvers() {
    double a = 0.5;
    ContinuousFlow exact = LinearFlow.of(Standardization.identity(1), row(a));
    for (int n : new int[] {4, 16, 64, 1024}) {
      MassCheck check = MassCheck.of(exact.with(LinearFlow.euler(n)), exact, 1);
      double expected = Math.exp(-a) / Math.pow(1 - a / n, n);
      assertThat(check.mass()).isCloseTo(expected, within(2e-6));
      assertThat(Math.abs(check.mass() - 1)).isLessThan(check.error());
      assertThat(check.error()).as("not idle talk").isLessThan(5 * (expected - 1) + 2e-6);
    }
  }

  /**
   * Normals anywhere in a box from -3 to 3, as narrow as a third of the finest lattice's spacing,
   * which is 6/8192 on the line and 6/512 in the plane: too narrow there to be found precisely.
   */
  @Test
  void theErrorIsHonestHoweverSharpTheDensityAndWhereverItLies() {
    double[] narrowest = {6 / 8192.0 / 3, 6 / 512.0 / 3};
    Random random = new Random(1);
    for (int i = 0; i < 120; i++) {
      int dim = i % 3 == 0 ? 2 : 1;
      double sigma = Math.pow(narrowest[dim - 1], random.nextDouble());
      double[] mean = new double[dim];
      for (int j = 0; j < dim; j++) mean[j] = i % 2 == 0 ? 0 : random.nextGaussian();
      MassCheck check = MassCheck.of(x -> normal(x, mean, sigma), unitBox(dim));
      assertThat(Math.abs(check.mass() - 1))
          .as("sigma %s, mean %s", sigma, Arrays.toString(mean))
          .isLessThanOrEqualTo(check.error() + 1e-12);
    }
  }

  @Test
  void aBoxThatIsTooSmallGrows() {
    double[] mean = {3};
    MassCheck check = MassCheck.of(x -> normal(x, mean, 2), unitBox(1));
    assertThat(check.mass()).isCloseTo(1, within(check.error()));
    assertThat(check.error()).isLessThan(2e-6);
  }

  @Test
  void threeDimensionsAndFailedSolvesAreLeftOut() {
    ContinuousFlow space =
        LinearFlow.of(Standardization.identity(3), row(1, 0, 0), row(0, 1, 0), row(0, 0, 1));
    assertThat(MassCheck.of(space, space, 1).mass()).isNaN();
    ContinuousFlow line = LinearFlow.of(Standardization.identity(1), row(1));
    ContinuousFlow failing =
        line.with(
            line.settings()
                .withSolver(
                    SolverCatalog.solver(
                        "dopri5", new Steps.Adaptive(advect.ode.step.Tolerance.of(1e-12), 1))));
    assertThat(MassCheck.of(failing, line, 1).mass()).isNaN();
  }

  /** From -3 to 3 along each axis, 64 cells. */
  private static CellGrid unitBox(int dim) {
    DMatrixRMaj corners = new DMatrixRMaj(2, dim);
    for (int j = 0; j < dim; j++) {
      corners.set(0, j, -2);
      corners.set(1, j, 2);
    }
    return CellGrid.around(corners, 64);
  }

  private static double[] normal(DMatrixRMaj x, double[] mean, double sigma) {
    double[] logp = new double[x.numRows];
    for (int i = 0; i < logp.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        double z = (x.get(i, j) - mean[j]) / sigma;
        logp[i] += LOG_PEAK - Math.log(sigma) - 0.5 * z * z;
      }
    }
    return logp;
  }

  private static double[] row(double... values) {
    return values;
  }
}
