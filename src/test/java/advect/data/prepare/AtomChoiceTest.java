package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Which values become atoms. */
class AtomChoiceTest {
  private static final PreprocessingOptions OPTIONS =
      PreprocessingOptions.DEFAULT.with(LinearMode.NONE).withAtoms(true);

  /** Copies of a value, then draws from U(0, 1). */
  private static double[] repeated(double value, int times, int others) {
    return DoubleStream.concat(
            DoubleStream.generate(() -> value).limit(times),
            Arrays.stream(Columns.draws(others, 1, SplittableRandom::nextDouble)))
        .toArray();
  }

  private static double[] joined(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  @Test
  void anAtomHasATwentiethOfTheRowsAndZeroAFiftieth() {
    assertThat(new Ties(repeated(0.5, 50, 950)).atoms()).containsExactly(0.5);
    assertThat(new Ties(repeated(0.5, 49, 951)).atoms()).isEmpty();
    assertThat(new Ties(repeated(0, 20, 980)).atoms()).containsExactly(0.0);
    assertThat(new Ties(repeated(-0.0, 20, 980)).atoms()).containsExactly(0.0);
    assertThat(new Ties(repeated(0, 19, 981)).atoms()).isEmpty();
  }

  @Test
  void anAtomHasElevenTimesTheRowsOfItsNeighbours() {
    double[] continuum = repeated(0.5, 10, 100);
    assertThat(new Ties(continuum).atoms()).isEmpty(); // ten rows beside single ones
    double[] doubled = joined(repeated(0.5, 20, 190), repeated(0, 0, 190));
    assertThat(new Ties(doubled).atoms()).isEmpty(); // twenty rows beside pairs
    assertThat(new Ties(joined(doubled, repeated(0.5, 1, 0))).atoms()).containsExactly(0.5);
  }

  /** Neighbours that are atoms themselves do not count, and the commonest eight are taken. */
  @Test
  void atMostEightAtoms() {
    double[] values = repeated(0, 0, 200);
    for (int k = 0; k < 10; k++) values = joined(values, repeated(0.5 + k * 1e-9, 70 + k, 0));
    double[] commonest = IntStream.range(2, 10).mapToDouble(k -> 0.5 + k * 1e-9).toArray();
    assertThat(new Ties(values).atoms()).containsExactlyElementsOf(list(commonest));
  }

  private static Iterable<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** A constant but for four rows has nothing to fit a density to. */
  @Test
  void atomsNeedFiveOtherRows() {
    assertThat(Columns.fit(repeated(0, 300, 5), OPTIONS).mixed()).isTrue();
    assertThat(Columns.fit(repeated(0, 300, 4), OPTIONS).mixed()).isFalse();
  }

  /** Amounts in cents, 60 in 100 of them 0: 10,000 and more cells, none of which is heavy. */
  private static double[] amounts() {
    double[] exact =
        Columns.draws(
            2000,
            1,
            random ->
                random.nextDouble() < 0.6 ? 0 : 0.005 - 20 * Math.log(1 - random.nextDouble()));
    return Columns.rounded(exact, 2);
  }

  /**
   * The probability of all cells up to 1,000 is 1: others at the centres of cells of 1/100, over
   * which a density of width 20 bends by (1/2000)² / 24, in 100 of them more. That of 0 is the
   * share of its rows to the bit, over the width.
   */
  @Test
  void aRoundedAtomHasADensityOverItsCell() {
    double[] values = amounts();
    Preprocessing prepared = Columns.fit(values, OPTIONS);
    assertThat(prepared.report().get(0))
        .contains("0 in ", "of a probability over the width of a cell. Other values are multiples");
    assertThat(prepared.mixed()).isFalse();
    assertThat(prepared.discrete()).isTrue();
    double zeros = Arrays.stream(values).filter(x -> x == 0).count() / 2000.0;
    double[] cells = IntStream.range(0, 100_000).mapToDouble(k -> k / 100.0).toArray();
    double[] logp = logDensity(prepared, cells);
    assertThat(logp[0] + prepared.logCellVolume()).isCloseTo(Math.log(zeros), within(1e-12));
    double mass = Arrays.stream(logp).map(log -> Math.exp(log) / 100).sum();
    assertThat(mass).isCloseTo(1, within(2e-3));
    double[] decoded =
        prepared.decode(Columns.table(Columns.draws(20_000, 2, SplittableRandom::nextGaussian)))
            .data;
    assertThat(Arrays.stream(decoded)).allMatch(x -> x >= 0 && prepared.accepts(row(x), 0));
  }

  private static DMatrixRMaj row(double x) {
    return Columns.table(new double[] {x});
  }

  private static double[] logDensity(Preprocessing prepared, double... values) {
    Encoded encoded = prepared.encode(Columns.table(values), Dequantization.centre());
    double[] normal =
        Arrays.stream(encoded.points().data)
            .map(y -> -y * y / 2 - Math.log(2 * Math.PI) / 2)
            .toArray();
    return encoded.logDensity(normal);
  }

  /** Few values are counted, and common values beside others as common are no atoms. */
  @Test
  void roundedColumnsWithoutASpikeStayAsTheyAre() {
    double[] counts = Columns.rounded(Columns.draws(2000, 1, r -> 3 * r.nextGaussian()), 0);
    double[] fine = Columns.rounded(Columns.draws(2000, 1, r -> r.nextGaussian()), 2);
    for (double[] values : new double[][] {counts, fine}) {
      assertThat(Columns.fit(values, OPTIONS).tree())
          .isEqualTo(Columns.fit(values, OPTIONS.withAtoms(false)).tree());
    }
  }
}
