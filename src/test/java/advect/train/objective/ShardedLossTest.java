package advect.train.objective;

import static org.assertj.core.api.Assertions.assertThat;

import advect.parallel.Parallelism;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which losses and gradients count as finite. */
class ShardedLossTest {
  /** Optimizers square gradients: 1e200 is finite and of no use. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "1, 1e150, true",
    "1, 1e200, false",
    "1, -1e200, false",
    "1, Infinity, false",
    "1, NaN, false",
    "Infinity, 1, false",
    "NaN, 1, false",
  })
  void finiteMeansThatTheNormIs(double loss, double slope, boolean finite) {
    try (ShardedLoss<Object> shards = new ShardedLoss<>(2, new Parallelism(4, 1), 1, Object::new)) {
      LossReport report =
          shards.evaluate(
              1,
              new double[2],
              (worker, shard, first, thetaBar) -> {
                thetaBar[0] = slope;
                thetaBar[1] = -slope; // whose sum is 0
                return new ShardLoss(loss, 1, 1);
              });
      assertThat(report.finite()).isEqualTo(finite);
    }
  }
}
