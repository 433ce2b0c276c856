package advect.plot.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnBinsTest {
  /** Of 17 values two a bin: nine bins, the last of which has a place that no value takes. */
  @Test
  void everyBinHasAsManyWholeNumbers() {
    double[] ink = IntStream.range(0, 1000).mapToDouble(i -> i % 17).toArray();
    assertThat(ColumnBins.about(ink, ink, 25, 12))
        .isEqualTo(new ColumnBins(new Range(-0.5, 17.5), 18, 9));
    double[] counts = BarHeights.density(ink, new Range(-0.5, 17.5), 18);
    double[] seventeen = IntStream.range(0, 17).mapToDouble(i -> 1 / 17.0).toArray();
    assertThat(Arrays.copyOf(counts, 17)).containsExactly(seventeen, within(1e-3));
  }

  /** Samples need not be rounded, and may lie beyond the data. */
  @Test
  void cellsMayBeginAnywhere() {
    double[] data = {0.1, 0.35, 0.85, 1.1, 1.1};
    ColumnBins bins = ColumnBins.about(data, new double[] {-0.2, 1.3}, 30, 10);
    assertThat(bins.coarse()).isEqualTo(7);
    assertThat(bins.fine()).isEqualTo(7);
    assertThat(bins.range().lo()).isCloseTo(-0.275, within(1e-12));
    assertThat(bins.range().hi()).isCloseTo(1.475, within(1e-12));
  }

  @Test
  void othersAreCutEvenly() {
    double[] normal = new Random(1).doubles(500).toArray();
    assertThat(ColumnBins.about(normal, normal, 16, 12))
        .isEqualTo(new ColumnBins(Range.covering(normal).padded(0.04), 16, 12));
    double[] many = IntStream.range(0, 500).mapToDouble(i -> i).toArray();
    assertThat(ColumnBins.about(many, many, 16, 12).coarse()).isEqualTo(12);
    double[] one = {3, 3};
    assertThat(ColumnBins.about(one, new double[0], 16, 12).fine()).isEqualTo(16);
    assertThat(ColumnBins.about(new double[0], normal, 16, 12).fine()).isEqualTo(16);
  }
}
