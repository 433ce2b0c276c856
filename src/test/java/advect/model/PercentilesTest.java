package advect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private static final double[] LOGP = new Random(1).doubles(5000, -9, 1).toArray();

  /** Between two kept quantiles lie 5 of the 5,000 numbers, a tenth of a percent. */
  @Test
  void percentilesAreSharesOfLowerNumbersToATenthOfAPercent() {
    Percentiles percentiles = Percentiles.of(LOGP);
    for (double at : new Random(2).doubles(500, -9.5, 1.5).toArray()) {
      double share = 100.0 * Arrays.stream(LOGP).filter(l -> l < at).count() / LOGP.length;
      assertThat(percentiles.of(at)).isCloseTo(share, within(0.1));
    }
    assertThat(percentiles.of(-100)).isZero();
    assertThat(percentiles.of(100)).isEqualTo(100);
  }

  @Test
  void equalNumbersAreNotLowerThanThemselves() {
    Percentiles percentiles = Percentiles.of(new double[] {1, 1, 1, 2});
    assertThat(percentiles.of(1)).isZero();
  }

  @Test
  void aCardKeepsThemAndNothingElsePassesForThem() {
    Percentiles percentiles = Percentiles.of(LOGP);
    Map<String, Object> card = Map.of(Percentiles.KEY, percentiles.tree());
    assertThat(Percentiles.on(card).orElseThrow().of(-3.3)).isEqualTo(percentiles.of(-3.3));
    assertThat(Percentiles.on(Map.of())).isEmpty();
    assertThat(Percentiles.on(Map.of(Percentiles.KEY, "many"))).isEmpty();
    assertThat(Percentiles.on(Map.of(Percentiles.KEY, List.of(1.0, 2.0)))).isEmpty();
    List<Double> descending = percentiles.tree().stream().map(q -> -q).toList();
    assertThat(Percentiles.on(Map.of(Percentiles.KEY, descending))).isEmpty();
  }
}
