package advect.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ejml.data.DMatrixRMaj;

class PreprocessingProperties {
  /** Any lattice within reach, values drawn on it and read from their decimal text. */
  @Property(tries = 300)
  void latticeValuesComeBackToTheBit(
      @ForAll @IntRange(min = 0, max = 12) int decimals,
      @ForAll @LongRange(min = 1, max = 1000) long step,
      @ForAll @LongRange(min = -100_000, max = 100_000) long first,
      @ForAll("counts") List<Integer> counts,
      @ForAll LinearMode mode,
      @ForAll long seed) {
    Assume.that(counts.stream().distinct().count() > 1);
    double[] values = new double[2 * counts.size()]; // every value twice: the lattice matters
    for (int i = 0; i < values.length; i++) {
      long units = first + step * counts.get(i / 2);
      values[i] = Double.parseDouble(BigDecimal.valueOf(units, decimals).toPlainString()) + 0.0;
    }
    Preprocessing prepared = Columns.fit(values, PreprocessingOptions.DEFAULT.with(mode));
    assertThat(prepared.report().get(0)).contains("dequantized");
    DMatrixRMaj rows = Columns.table(values);
    for (Dequantization noise : List.of(Dequantization.centre(), Dequantization.uniform(seed, 0))) {
      Encoded encoded = prepared.encode(rows, noise);
      assertThat(prepared.decode(encoded.points()).data).isEqualTo(values);
      assertThat(encoded.logJacobian()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    }
  }

  @Provide
  Arbitrary<List<Integer>> counts() {
    return Arbitraries.integers().between(-500, 500).list().ofMinSize(2).ofMaxSize(40);
  }

  /**
   * Positive numbers over twelve decades, whatever transform they get. A log of size 14 at most
   * carries 2e-15, relative to x after exp; standardised numbers carry round-off of the largest.
   */
  @Property(tries = 300)
  void continuousValuesComeBackToRoundOff(
      @ForAll("positives") List<Double> positives, @ForAll LinearMode mode) {
    double[] values = positives.stream().mapToDouble(Double::doubleValue).toArray();
    Preprocessing prepared = Columns.fit(values, PreprocessingOptions.DEFAULT.with(mode));
    Encoded encoded = prepared.encode(Columns.table(values), Dequantization.centre());
    double[] back = prepared.decode(encoded.points()).data;
    double greatest = positives.stream().mapToDouble(x -> x).max().orElseThrow();
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(back[i] - values[i])).isLessThan(1e-13 * greatest);
    }
  }

  @Provide
  Arbitrary<List<Double>> positives() {
    return Arbitraries.doubles()
        .between(-6, 6)
        .map(exponent -> Math.pow(10, exponent))
        .list()
        .uniqueElements()
        .ofMinSize(3)
        .ofMaxSize(60);
  }
}
