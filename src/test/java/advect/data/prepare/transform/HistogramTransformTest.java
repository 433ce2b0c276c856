package advect.data.prepare.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.prepare.LinearMode;
import advect.data.prepare.Preprocessing;
import advect.data.prepare.PreprocessingOptions;
import advect.data.prepare.RoundTrip;
import advect.data.prepare.TransformChoice;
import advect.input.InputException;
import advect.input.PlainMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTransformTest {
  /** Of the values 0, 1, 3 with 60, 30 and 10 rows. */
  private static final HistogramTransform THREE = HistogramTransform.of(points(), 1, -0.5);

  private static double[] points() {
    double[] points = new double[100];
    Arrays.fill(points, 60, 90, 1.25);
    Arrays.fill(points, 90, 100, 2.75);
    return points;
  }

  /**
   * With y standard logistic, x has distribution function F: its mass between two edges is the
   * share of the rows, but for half a row a cell beforehand and the thousandth for the tails.
   */
  @Test
  void aLogisticDensityGivesEachValueItsShareOfTheRows() {
    double[] rows = {60, 30, 0, 10};
    for (int i = 0; i < rows.length; i++) {
      double mass = logistic(THREE.forward(i + 0.5)) - logistic(THREE.forward(i - 0.5));
      assertThat(mass).isCloseTo((rows[i] + 0.5) / 102, within(0.001));
    }
  }

  private static double logistic(double y) {
    return 1 / (1 + Math.exp(-y));
  }

  /**
   * Central differences with h = 1e-6 err by h² y''' / 6, below 1e-9 for y''' up to 1e3, and by
   * round-off of 1e-15 / 1e-6; no point is within h of an edge.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-40, -0.7, -0.3, 0.2, 0.9, 1.4, 1.6, 2.3, 3.2, 3.6, 55})
  void theDerivativeIsThatOfFiniteDifferences(double x) {
    double slope = (THREE.forward(x + 1e-6) - THREE.forward(x - 1e-6)) / 2e-6;
    assertThat(THREE.logDerivative(x)).isCloseTo(Math.log(slope), within(1e-7));
  }

  /** Round-off of y, up to 60 ulps, over slopes above 0.05: below 1e-13. */
  @ParameterizedTest
  @ValueSource(doubles = {-40, -0.7, -0.5, 0.2, 0.5, 0.9, 1.5, 1.6, 2.3, 3.2, 3.5, 3.6, 55})
  void theInverseUndoesIt(double x) {
    assertThat(THREE.inverse(THREE.forward(x))).isCloseTo(x, within(1e-12 * (1 + Math.abs(x))));
  }

  @Test
  void everyNumberHasAFiniteImageAndBack() {
    for (double y : new double[] {-1e300, -800, -40, 0, 40, 800, 1e300}) {
      assertThat(THREE.inverse(y)).isFinite();
    }
  }

  /** Codes such as 999 in a column of 0 and 1: exp(x) has no double beyond 709.8. */
  @ParameterizedTest
  @ValueSource(doubles = {-1e300, -9999, -1500, -700, 700, 999, 1500, 9999, 1e300})
  void valuesFarFromTheCellsHaveFiniteImagesAndSlopes(double x) {
    assertThat(THREE.forward(x)).isFinite();
    assertThat(THREE.logDerivative(x)).isCloseTo(-Math.log(THREE.scale()), within(1e-12));
    assertThat(THREE.inverse(THREE.forward(x))).isCloseTo(x, within(1e-12 * Math.abs(x)));
  }

  @Test
  void treesKeepTheBitsAndRefuseNonsense() {
    Map<String, Object> tree = THREE.tree();
    assertThat(ColumnTransform.of(new PlainMap("t", tree, "fit it again"))).isEqualTo(THREE);
    Map<String, Object> wrong = new LinkedHashMap<>(tree);
    wrong.put("cumulative", List.of(0.0, 0.7, 0.6, 1.0));
    assertThatThrownBy(() -> ColumnTransform.of(new PlainMap("t", wrong, "fit it again")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shares increase from 0 to 1");
    wrong.put("cumulative", List.of("a"));
    assertThatThrownBy(() -> ColumnTransform.of(new PlainMap("t", wrong, "fit it again")))
        .isInstanceOf(InputException.class);
  }

  /** Hours at which weather stations report: every sixth often, others hardly ever. */
  @Test
  void aColumnOfFewUnevenValuesIsCounted() {
    Random random = new Random(1);
    DMatrixRMaj rows = new DMatrixRMaj(2000, 1);
    for (int i = 0; i < rows.numRows; i++) {
      int hour = random.nextInt(100) < 95 ? 6 * random.nextInt(4) : random.nextInt(24);
      rows.set(i, 0, hour);
    }
    Preprocessing fitted = fit(rows, PreprocessingOptions.DEFAULT);
    assertThat(fitted.report().get(0)).contains("counts of 24 values");
    RoundTrip.assertExact(fitted, rows);
  }

  @Test
  void aColumnOfManyValuesCannotBeCounted() {
    DMatrixRMaj rows = new DMatrixRMaj(500, 1);
    for (int i = 0; i < rows.numRows; i++) rows.set(i, 0, i);
    PreprocessingOptions wanted = PreprocessingOptions.DEFAULT.with("x", TransformChoice.HISTOGRAM);
    assertThatThrownBy(() -> fit(rows, wanted))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Column 'x' is not rounded to at most 64");
  }

  private static Preprocessing fit(DMatrixRMaj rows, PreprocessingOptions options) {
    return Preprocessing.fit(List.of("x"), rows, options.with(LinearMode.NONE));
  }
}
