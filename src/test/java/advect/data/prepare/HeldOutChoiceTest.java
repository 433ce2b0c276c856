package advect.data.prepare;

import static advect.data.prepare.Columns.draws;
import static advect.data.prepare.Columns.fit;
import static advect.data.prepare.Columns.rounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.input.InputException;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Seeds are fixed; a choice would differ by chance where noted. */
class HeldOutChoiceTest {
  private static final int N = 2000;
  private static final PreprocessingOptions AUTO = PreprocessingOptions.DEFAULT.with(Margins.AUTO);
  private static final PreprocessingOptions NORMAL =
      PreprocessingOptions.DEFAULT.with(Margins.NORMAL);

  private static final double[] GAUSSIAN = draws(N, 1, HeldOutChoiceTest::gaussian);
  private static final double[] CAUCHY =
      draws(N, 2, rng -> Math.tan(Math.PI * (rng.nextDouble() - 0.5)));

  private static double gaussian(SplittableRandom rng) {
    double radius = Math.sqrt(-2 * Math.log(1 - rng.nextDouble()));
    return radius * Math.cos(2 * Math.PI * rng.nextDouble());
  }

  private static String report(double[] values, PreprocessingOptions options) {
    return String.join(" ", fit(values, options).report());
  }

  /** Nothing can be gained; held-out rows cost the curve some 0.005 nats. */
  @Test
  void aGaussianStaysAsItIs() {
    assertThat(report(GAUSSIAN, AUTO)).isEmpty();
  }

  @Test
  void heavyTailsAndHardEdgesBecomeNormal() {
    assertThat(report(CAUCHY, AUTO)).startsWith("Column 'x': replaced by the normal quantile");
    double[] uniform = draws(N, 3, rng -> 5 + rng.nextDouble());
    assertThat(report(uniform, AUTO)).startsWith("Column 'x': replaced by the normal quantile");
  }

  /**
   * Of 8,000 rows 5 % in a peak of width 0.01. A curve finds it and gains some 0.05 nats, as much
   * as it does for two groups that overlap; a flow learns the latter by itself.
   */
  @Test
  void aNarrowPeakNeedsACurveAndASmoothShapeDoesNot() {
    double[] peak =
        draws(8000, 4, rng -> rng.nextDouble() < 0.05 ? 1 + gaussian(rng) / 100 : gaussian(rng));
    assertThat(report(peak, AUTO)).contains("normal quantile");
    double[] groups = draws(8000, 5, rng -> gaussian(rng) + (rng.nextDouble() < 0.5 ? 2.6 : 0));
    assertThat(report(groups, AUTO)).isEmpty();
    assertThat(report(groups, NORMAL)).contains("normal quantile");
  }

  /** A log makes it normal exactly, so a curve can be ahead by chance only, far below 0.02. */
  @Test
  void aLogIsPreferredWhereItIsAsGood() {
    double[] logNormal = DoubleStream.of(GAUSSIAN).map(Math::exp).toArray();
    assertThat(report(logNormal, AUTO)).isEqualTo("Column 'x': replaced by log(x).");
  }

  @Test
  void plainIsWhatIsDoneWithoutASetting() {
    assertThat(PreprocessingOptions.DEFAULT.margins()).isEqualTo(Margins.PLAIN);
    assertThat(report(CAUCHY, PreprocessingOptions.DEFAULT)).isEmpty();
  }

  /**
   * A tenth of the rows repeat a value with many digits: no lattice has them, and no curve either.
   */
  @Test
  void repeatedValuesAreNotMadeLikelihood() {
    double[] tied = CAUCHY.clone();
    for (int i = 0; i < N; i += 10) tied[i] = Math.PI;
    assertThat(report(tied, AUTO)).doesNotContain("normal").contains("Warning");
    assertThat(report(tied, NORMAL)).doesNotContain("normal").contains("Warning");
    assertThat(report(tied, AUTO.with("x", TransformChoice.NORMAL))).contains("normal");
  }

  @Test
  void allBecomeNormalWhereThatIsAskedFor() {
    assertThat(report(GAUSSIAN, NORMAL)).contains("normal quantile");
    assertThat(report(rounded(GAUSSIAN, 2), NORMAL)).contains("dequantized, then replaced by the");
    double[] few = DoubleStream.of(GAUSSIAN).map(x -> x < 0 ? 0 : 1).toArray();
    assertThat(report(few, NORMAL)).doesNotContain("normal");
  }

  /** Two groups rounded to a tenth: knots lie a cell apart, and values come back. */
  @Test
  void roundedColumnsComeBackToTheBit() {
    double[] groups = new double[N];
    for (int i = 0; i < N; i++) groups[i] = GAUSSIAN[i] + (i % 3 == 0 ? 0 : 8);
    double[] values = DoubleStream.of(rounded(groups, 1)).map(x -> x + 0.0).toArray();
    Preprocessing prepared = fit(values, AUTO);
    assertThat(prepared.report().get(0)).contains("normal quantile");
    RoundTrip.assertExact(prepared, Columns.table(values));
  }

  @Test
  void nearlyConstantColumnsAndFewRowsStayAsTheyAre() {
    double[] one = new double[100];
    one[7] = 1;
    assertThat(report(one, AUTO.with("x", ColumnOptions.DEFAULT.continuous()))).contains("Warning");
    assertThat(report(new double[] {1, 2.5, -7}, AUTO)).isEmpty();
  }

  @Test
  void valuesTooCloseTogetherAreRefusedByName() {
    double[] denormal = {1e-305, 3e-305, 2e-305};
    assertThatThrownBy(() -> fit(denormal, NORMAL.with("x", TransformChoice.NORMAL)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Column 'x' cannot be made normal: a margin needs values between");
  }
}
