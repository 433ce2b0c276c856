package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Jacobian at points is that of the rows they came from. */
class PointJacobianTest {
  @ParameterizedTest
  @EnumSource(LinearMode.class)
  void fromEitherSide(LinearMode mode) {
    Random random = new Random(1);
    DMatrixRMaj rows = new DMatrixRMaj(200, 4);
    for (int i = 0; i < rows.numRows; i++) {
      rows.set(i, 0, random.nextGaussian());
      rows.set(i, 1, Math.exp(random.nextGaussian()));
      rows.set(i, 2, random.nextDouble());
      rows.set(i, 3, random.nextInt(6)); // whole numbers
    }
    PreprocessingOptions options =
        PreprocessingOptions.DEFAULT
            .with(mode)
            .with("b", TransformChoice.LOG)
            .with("c", ColumnOptions.bounded(0, 1));
    Preprocessing p = Preprocessing.fit(List.of("a", "b", "c", "d"), rows, options);
    Encoded encoded = p.encode(rows, Dequantization.uniform(3, 0));
    double[] atPoints = p.encoded(encoded.points()).logJacobian();
    for (int i = 0; i < atPoints.length; i++) {
      // a log and back of numbers of order 1, and of a logit near its ends
      assertThat(atPoints[i]).isCloseTo(encoded.logJacobian()[i], within(1e-10));
    }
    assertThat(p.plain()).isFalse();
    assertThat(p.discrete()).isFalse();
  }
}
