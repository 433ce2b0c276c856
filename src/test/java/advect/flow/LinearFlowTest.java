package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * dz/dt = A z + b carries N(0, I) to N(m, E Eᵀ) with E = exp(A) and m = ∫₀¹ exp(A s) b ds: both are
 * blocks of exp([[A, b], [0, 0]]).
 */
class LinearFlowTest {
  private static final double[][] A = {{0.3, -0.8, 0.1}, {0.7, -0.2, 0.4}, {-0.3, 0.2, 0.5}};
  private static final double[] B = {0.5, -1.0, 0.25};
  private static final int DIM = 3;
  private static final double TOLERANCE = 1e-9;

  private final RealMatrix exponential = exponential(augmented());
  private final RealMatrix e = exponential.getSubMatrix(0, DIM - 1, 0, DIM - 1);
  private final double[] mean = exponential.getSubMatrix(0, DIM - 1, DIM, DIM).getColumn(0);
  private final ContinuousFlow flow =
      ContinuousFlow.of(
              new Mlp(DIM, List.of(), Activation.TANH, TimeInput.NONE),
              theta(),
              new StandardNormal(3),
              Standardization.identity(DIM))
          .with(
              FlowSettings.DEFAULT
                  .withPrecision(Precision.FLOAT64)
                  .withSolver(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-11))));

  @Test
  void logDensityIsThatOfTheGaussian() {
    MultivariateNormalDistribution normal =
        new MultivariateNormalDistribution(mean, e.multiply(e.transpose()).getData());
    DMatrixRMaj x = points(200);
    double[] logp = flow.logDensity(x);
    for (int i = 0; i < x.numRows; i++) {
      assertThat(logp[i]).isCloseTo(Math.log(normal.density(row(x, i))), within(TOLERANCE));
    }
  }

  @Test
  void decodingIsTheAffineMap() {
    DMatrixRMaj z = points(200);
    DMatrixRMaj x = flow.decode(z);
    for (int i = 0; i < z.numRows; i++) {
      double[] expected = e.operate(row(z, i));
      for (int j = 0; j < DIM; j++) {
        assertThat(x.get(i, j)).isCloseTo(expected[j] + mean[j], within(TOLERANCE));
      }
    }
  }

  @Test
  void hutchinsonWithManyProbesIsUnbiased() {
    // log p differs from the exact by eᵀAe - tr A, of variance 2(‖S‖² - Σ Sᵢᵢ²) / probes for every
    // row; 5 standard errors: false alarm about 6e-7.
    int rows = 400;
    int probes = 4;
    DMatrixRMaj x = points(rows);
    Trace trace = new Trace.Hutchinson(probes, ProbeDistribution.RADEMACHER);
    double[] noisy = flow.with(flow.settings().withTrace(trace).withSeed(5)).logDensity(x);
    double[] exact = flow.logDensity(x);
    double difference = 0;
    for (int i = 0; i < rows; i++) difference += (noisy[i] - exact[i]) / rows;
    double variance = 0;
    for (int i = 0; i < DIM; i++) {
      for (int j = 0; j < DIM; j++) {
        if (i != j) variance += 2 * Math.pow((A[i][j] + A[j][i]) / 2, 2);
      }
    }
    assertThat(difference).isCloseTo(0, within(5 * Math.sqrt(variance / probes / rows)));
    assertThat(difference).isNotZero();
  }

  private static double[] theta() {
    double[] theta = new double[DIM * DIM + DIM];
    for (int i = 0; i < DIM; i++) System.arraycopy(A[i], 0, theta, i * DIM, DIM);
    System.arraycopy(B, 0, theta, DIM * DIM, DIM);
    return theta;
  }

  private static RealMatrix augmented() {
    RealMatrix m = new Array2DRowRealMatrix(DIM + 1, DIM + 1);
    m.setSubMatrix(A, 0, 0);
    for (int i = 0; i < DIM; i++) m.setEntry(i, DIM, B[i]);
    return m;
  }

  /** Taylor series of M/2^10 (next term below 1e-30), squared ten times. */
  private static RealMatrix exponential(RealMatrix m) {
    RealMatrix small = m.scalarMultiply(1.0 / 1024);
    RealMatrix term = MatrixUtils.createRealIdentityMatrix(m.getRowDimension());
    RealMatrix sum = term;
    for (int k = 1; k <= 10; k++) {
      term = term.multiply(small).scalarMultiply(1.0 / k);
      sum = sum.add(term);
    }
    for (int k = 0; k < 10; k++) sum = sum.multiply(sum);
    return sum;
  }

  private static DMatrixRMaj points(int rows) {
    Random random = new Random(4);
    DMatrixRMaj x = new DMatrixRMaj(rows, DIM);
    for (int i = 0; i < x.getNumElements(); i++) x.data[i] = 1.5 * random.nextGaussian();
    return x;
  }

  private static double[] row(DMatrixRMaj x, int i) {
    return java.util.Arrays.copyOfRange(x.data, i * DIM, (i + 1) * DIM);
  }
}
