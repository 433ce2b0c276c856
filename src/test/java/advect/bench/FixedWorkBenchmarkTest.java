package advect.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.kernel.Precision;
import advect.numeric.NumericalException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixedWorkBenchmarkTest {
  private static final Stopwatch ONCE = new Stopwatch(0, 1);
  private static final double PEAK = 10;

  private static BenchReport run(
      Workload size, Precision precision, AdjointChoice adjoint, int threads) {
    return new FixedWorkBenchmark(size, new Conditions(precision, adjoint, threads), ONCE)
        .run(PEAK);
  }

  /** A run ends only if loss and gradient norm are those of another program, to ten digits. */
  @ParameterizedTest
  @EnumSource(AdjointChoice.class)
  void theAnswersInFloat64AreThoseOfThePeers(AdjointChoice adjoint) {
    BenchReport report = run(Workload.A100, Precision.FLOAT64, adjoint, 1);
    // 4.0 ± 1e-10: see FixedWorkBenchmark.tolerance
    assertThat(report.answer().loss())
        .isCloseTo(Workload.A100.loss(), Percentage.withPercentage(1e-8));
    assertThat(report.answer().gradientNorm())
        .isCloseTo(Workload.A100.gradientNorm(), Percentage.withPercentage(1e-8));
  }

  @Test
  void theReportFollowsFromTheTimes() {
    BenchReport report = run(Workload.A512, Precision.FLOAT32, AdjointChoice.CHECKPOINTED, 2);
    // 2 · 64 + 64 · 64 · 2 + 64 · 2 products a sample, 2 flop each, for a value and two tangents,
    // 512 samples, 80 evaluations, 4 times: forward, recomputed, and twice in reverse
    double flop = 2.0 * 8448 * 3 * 512 * 80 * 4;
    assertThat(report.timing().forwardMs()).isPositive();
    assertThat(report.timing().gflops() * report.timing().forwardGradientMs() * 1e6)
        .isCloseTo(flop, Percentage.withPercentage(1e-10));
    assertThat(report.timing().peakShare())
        .isCloseTo(report.timing().gflops() / (2 * PEAK), Percentage.withPercentage(1e-10));
    assertThat(report.tree().keySet())
        .containsExactly(
            "size",
            "precision",
            "threads",
            "gradient",
            "loss",
            "gradient_norm",
            "forward_ms",
            "forward_gradient_ms",
            "gflops",
            "peak_share");
    assertThat(report.tree()).containsEntry("size", "A512").containsEntry("precision", "float32");
    assertThat(report.tree()).containsEntry("gradient", "checkpointed");
  }

  /** No answer of float32 is right to twelve digits. */
  @Test
  void aWrongAnswerIsRefused() {
    FixedWorkBenchmark benchmark =
        new FixedWorkBenchmark(
            Workload.A100,
            new Conditions(Precision.FLOAT32, AdjointChoice.CHECKPOINTED, 1),
            ONCE,
            1e-12);
    assertThatThrownBy(() -> benchmark.run(PEAK))
        .isInstanceOf(NumericalException.class)
        .hasMessageStartingWith("A100: the ")
        .hasMessageContaining("but must be 4.03796472752")
        .hasMessageEndingWith("no time is reported for wrong work");
  }

  @Test
  void theStopwatchTakesTheMedianAfterTheWarmUp() {
    int[] runs = {0};
    double millis =
        new Stopwatch(0.02, 3)
            .medianMillis(
                () -> {
                  runs[0]++;
                  try {
                    Thread.sleep(5);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    // a sleep never ends early by more than the clock's tick
    assertThat(millis).isGreaterThan(4.5);
    assertThat(runs[0]).isBetween(4, 3 + 5);
    assertThatThrownBy(() -> new Stopwatch(0, 0)).hasMessageContaining("at least 1: 0");
    assertThatThrownBy(() -> new Stopwatch(-1, 1)).hasMessageContaining("-1.0 seconds");
  }
}
