package advect.data.prepare;

import static advect.data.prepare.Columns.draws;
import static advect.data.prepare.Columns.fit;
import static advect.data.prepare.Columns.rounded;
import static advect.data.prepare.Columns.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.data.prepare.transform.LogTransform;
import advect.data.prepare.transform.LogitTransform;
import advect.input.InputException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessingFitTest {
  private static final int N = 2000;
  private static final double[] EXPONENTIAL = draws(N, 1, rng -> -Math.log(1 - rng.nextDouble()));
  private static final double[] UNIFORM = draws(N, 2, SplittableRandom::nextDouble);
  private static final double[] SUMS =
      draws(N, 3, rng -> IntStream.range(0, 12).mapToDouble(i -> rng.nextDouble()).sum());

  private static String report(double[] values) {
    return String.join(" ", fit(values).report());
  }

  /**
   * Exponential: log sd(x) = 0, sd(log x) = π/√6, E log x = -γ, so the gain is γ - log(π/√6) =
   * 0.328. Uniform under the logit: sd(x) = 1/√12, sd(y) = π/√3, E log T' = 2, so 2 - log(2π) =
   * 0.162. Each row's influence on the gain has a deviation below 2; five of 2/√N are 0.22 at most,
   * so means of 200,000 draws are taken: 0.022. False alarm below 1e-6.
   */
  @Test
  void gainsAreThoseOfTheClosedForm() {
    double[] exponential = draws(200_000, 4, rng -> -Math.log(1 - rng.nextDouble()));
    double[] uniform = draws(200_000, 5, rng -> Math.max(1e-300, rng.nextDouble()));
    double euler = 0.5772156649015329;
    assertThat(AutomaticTransform.gain(new LogTransform(0), exponential))
        .isCloseTo(euler - Math.log(Math.PI / Math.sqrt(6)), within(0.022));
    assertThat(AutomaticTransform.gain(new LogitTransform(0, 1), uniform))
        .isCloseTo(2 - Math.log(2 * Math.PI), within(0.022));
  }

  @Test
  void skewedPositiveColumnsAreLogged() {
    assertThat(report(EXPONENTIAL)).isEqualTo("Column 'x': replaced by log(x).");
    assertThat(report(SUMS)).isEmpty();
    assertThat(report(DoubleStream.of(EXPONENTIAL).map(x -> x - 0.01).toArray())).isEmpty();
  }

  @Test
  void aLogOfCountsBeginsAtTheEdgeOfTheCellOfZero() {
    assertThat(report(DoubleStream.of(EXPONENTIAL).map(x -> Math.floor(8 * x)).toArray()))
        .isEqualTo(
            "Column 'x': its values are multiples of 1: dequantized, then replaced by log(x + 0.5).");
  }

  @Test
  void sharesThatReachBothEndsGetALogit() {
    assertThat(report(UNIFORM)).isEqualTo("Column 'x': replaced by logit between 0 and 1.");
    assertThat(report(DoubleStream.of(UNIFORM).map(u -> 100 * u).toArray()))
        .isEqualTo("Column 'x': replaced by logit between 0 and 100.");
    assertThat(report(DoubleStream.of(UNIFORM).map(u -> 0.1 + 0.8 * u).toArray())).isEmpty();
    assertThat(report(rounded(UNIFORM, 2)))
        .isEqualTo(
            "Column 'x': its values are multiples of 0.01: dequantized, then replaced by logit"
                + " between -0.005 and 1.005.");
  }

  @Test
  void fewRowsAreNotEvidence() {
    double[] few = DoubleStream.of(EXPONENTIAL).limit(8).toArray();
    assertThat(report(few)).isEmpty();
  }

  @Test
  void automaticTreatmentCanBeSwitchedOff() {
    assertThat(fit(EXPONENTIAL, PreprocessingOptions.PLAIN).report()).isEmpty();
    PreprocessingOptions options = PreprocessingOptions.DEFAULT.with("x", TransformChoice.IDENTITY);
    assertThat(fit(EXPONENTIAL, options).report()).isEmpty();
    PreprocessingOptions log = PreprocessingOptions.PLAIN.with("x", TransformChoice.LOG);
    assertThat(fit(SUMS, log).report()).containsExactly("Column 'x': replaced by log(x).");
  }

  @Test
  void givenBoundsAskForALogit() {
    PreprocessingOptions options =
        PreprocessingOptions.DEFAULT.with("x", ColumnOptions.bounded(0, 16));
    double[] grey = DoubleStream.of(UNIFORM).map(u -> Math.floor(17 * u)).toArray();
    assertThat(fit(grey, options).report())
        .containsExactly(
            "Column 'x': its values are multiples of 1: dequantized, then replaced by logit between"
                + " -0.5 and 16.5.");
  }

  @Test
  void roundedColumnsAreRecognisedWhereRowsRepeat() {
    assertThat(report(rounded(SUMS, 0))).contains("multiples of 1: dequantized");
    assertThat(report(rounded(SUMS, 1))).contains("multiples of 0.1: dequantized");
    assertThat(report(rounded(SUMS, 8))).isEmpty();
    assertThat(report(DoubleStream.of(rounded(SUMS, 0)).map(x -> 5 * x + 2).toArray()))
        .contains("2 plus multiples of 5: dequantized");
  }

  @Test
  void tiesThatAreLeftAreWarnedOf() {
    double[] clipped = DoubleStream.of(SUMS).map(x -> Math.max(x, 5.5)).toArray();
    assertThat(report(clipped))
        .startsWith("Warning: in column 'x' ")
        .contains("5.5 is in ")
        .contains("it was not dequantized");
    PreprocessingOptions continuous =
        PreprocessingOptions.DEFAULT.with("x", ColumnOptions.DEFAULT.continuous());
    assertThat(fit(rounded(SUMS, 1), continuous).report())
        .singleElement()
        .asString()
        .startsWith("Warning: most values of column 'x' are multiples of 0.1, but it was not");
  }

  @Test
  void columnsOfMixedPrecisionAreWarnedOf() {
    double[] tenths = rounded(SUMS, 1);
    double[] mixed = tenths.clone();
    mixed[7] = 5.125;
    assertThat(report(mixed))
        .startsWith("Column 'x': its values are multiples of 0.025: dequantized. Warning: ")
        .contains("most values of column 'x' are multiples of 0.1, but some are finer: ");
    mixed[7] = 16.0 / 3;
    assertThat(report(mixed))
        .startsWith("Warning: most values of column 'x' are multiples of 0.1, but it was not");
    mixed[7] = 5e9;
    assertThat(report(mixed))
        .contains(
            "Warning: most values of column 'x' are multiples of 0.1, but some are larger than")
        .contains(" 429496729.6, too large for cells of 0.1, and it was not dequantized: ")
        .endsWith("; use coarser units.");
    // of multiples of 0.05 half are multiples of 0.1, and 0 is a multiple of everything
    double[] zeros =
        IntStream.range(0, N).mapToDouble(i -> i % 10 == 0 ? tenths[i] / 2 : 0).toArray();
    assertThat(report(zeros)).doesNotContain("most values");
  }

  @Test
  void anAtomOfARoundedColumnIsWarnedOf() {
    double[] money =
        IntStream.range(0, N).mapToDouble(i -> i % 4 == 0 ? 0 : 100 + 20 * SUMS[i]).toArray();
    assertThat(report(rounded(money, 1)))
        .contains("multiples of 0.1: dequantized")
        .contains("Warning: column 'x' is 0 in 25.0 % of the rows");
    // geometric: every value has e^(-1/8) times the rows of the one before
    double[] counts = DoubleStream.of(EXPONENTIAL).map(x -> Math.floor(8 * x)).toArray();
    assertThat(report(counts)).doesNotContain("Warning");
  }

  @Test
  void constantsAreRefused() {
    double[] constant = new double[5];
    assertThatThrownBy(() -> fit(constant))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Column 'x' is 0 in all 5 training rows, expected it to vary, because a constant has no"
                + " density; leave the column out.");
  }

  /** Before training, not when the model is written. */
  @Test
  void moreCoordinatesThanAModelKeepsAreNotWhitened() throws JsonProcessingException {
    int most = 500;
    DMatrixRMaj rows =
        RandomMatrices_DDRM.rectangleGaussian(2 * most, most + 1, 0, 1, new Random(1));
    List<String> names = IntStream.rangeClosed(0, most).mapToObj(j -> "c" + j).toList();
    PreprocessingOptions whiten = PreprocessingOptions.PLAIN.with(LinearMode.WHITEN);
    assertThatThrownBy(() -> Preprocessing.fit(names, rows, whiten))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Cannot whiten 501 coordinates, at most 500; learn fewer columns, or standardize them.");
    DMatrixRMaj fewer = CommonOps_DDRM.extract(rows, 0, 2 * most, 0, most);
    Object tree = Preprocessing.fit(names.subList(0, most), fewer, whiten).tree();
    // the header of a model file has at most 8,000,000 bytes
    assertThat(new ObjectMapper().writeValueAsString(tree)).hasSizeLessThan(7_000_000);
  }

  /**
   * d = 3 a - c. Whitened or not they are learned with a warning, and the plane of the others is
   * white: of four components three vary.
   */
  @ParameterizedTest
  @EnumSource(LinearMode.class)
  void collinearColumnsAreToldByName(LinearMode mode) {
    double[] sum = IntStream.range(0, N).mapToDouble(i -> 3 * SUMS[i] - UNIFORM[i]).toArray();
    double[] other = draws(N, 9, rng -> rng.nextDouble() + rng.nextDouble() - 1);
    DMatrixRMaj rows = table(SUMS, other, UNIFORM, sum);
    PreprocessingOptions options = PreprocessingOptions.PLAIN.with(mode);
    Preprocessing fit = Preprocessing.fit(List.of("a", "b", "c", "d"), rows, options);
    assertThat(fit.report())
        .anyMatch(
            warning ->
                warning.contains("the columns 'a', 'c', 'd' are collinear in all 2000 training")
                    && warning.contains("leave one of the columns out"));
    Encoded encoded = fit.encode(rows, Dequantization.centre());
    assertThat(MatrixFeatures_DDRM.isEquals(fit.decode(encoded.points()), rows, 1e-12)).isTrue();
    if (mode != LinearMode.WHITEN) return;
    DMatrixRMaj covariance = new DMatrixRMaj(4, 4);
    CommonOps_DDRM.multInner(encoded.points(), covariance);
    CommonOps_DDRM.scale(1.0 / N, covariance);
    assertThat(CommonOps_DDRM.trace(covariance)).isCloseTo(3, within(1e-9));
  }

  @Test
  void overridesThatDoNotFitAreRefused() {
    PreprocessingOptions log = PreprocessingOptions.DEFAULT.with("x", TransformChoice.LOG);
    assertThatThrownBy(() -> fit(new double[] {1, 2.5, -3}, log))
        .hasMessageStartingWith("Row 3, column 'x': found -3, expected a number above 0;");
    PreprocessingOptions logit = PreprocessingOptions.DEFAULT.with("x", TransformChoice.LOGIT);
    assertThatThrownBy(() -> fit(new double[] {1, 250}, logit))
        .hasMessage(
            "Column 'x' runs from 1 to 250, expected values in 0 to 1 or 0 to 100 for a logit"
                + " without bounds; give its bounds.");
    PreprocessingOptions typo = PreprocessingOptions.DEFAULT.with("xx", TransformChoice.LOG);
    assertThatThrownBy(() -> fit(SUMS, typo))
        .hasMessage("There is no column 'xx' to treat; did you mean 'x'? Choose from: x.");
    assertThatThrownBy(() -> ColumnOptions.of(TransformChoice.CATEGORIES))
        .hasMessageContaining("Two or more levels");
  }

  @Test
  void aDomainIsCheckedEvenWithoutALinearMap() {
    PreprocessingOptions log =
        PreprocessingOptions.PLAIN.with("x", TransformChoice.LOG).with(LinearMode.NONE);
    assertThatThrownBy(() -> fit(new double[] {1, 2.5, -3}, log))
        .hasMessageStartingWith("Row 3, column 'x': found -3");
  }

  @Test
  void rowsAndNamesMustBeThere() {
    assertThatThrownBy(() -> fit(new double[] {1}))
        .hasMessage("Found 1 training rows, expected at least 2 to learn from; add rows.");
    assertThatThrownBy(() -> fit(new double[] {1, Double.NaN}))
        .hasMessageStartingWith("Row 2, column 'x': found no value (NaN)");
    assertThatThrownBy(
            () ->
                Preprocessing.fit(
                    List.of("x", "x"), new DMatrixRMaj(3, 2), PreprocessingOptions.DEFAULT))
        .hasMessage("Columns [x, x] share a name, expected distinct names; rename one.");
  }

  @Test
  void categoriesAndOtherTreatmentsExcludeEachOther() {
    Map<String, List<String>> levels = Map.of("x", List.of("a", "b"));
    double[] numbers = {0, 1, 1, 0, 1};
    Preprocessing fitted = fit(numbers, PreprocessingOptions.DEFAULT.withLevels(levels));
    assertThat(fitted.levels()).isEqualTo(levels);
    assertThat(Preprocessing.of(fitted.tree()).levels()).isEqualTo(levels);
    PreprocessingOptions log = PreprocessingOptions.DEFAULT.with("x", TransformChoice.LOG);
    assertThatThrownBy(() -> log.withLevels(levels))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'x' is to be a category and to have transform LOG");
  }
}
