package advect.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardPoolTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1", "10, 3, 2", "9, 3, 7", "128, 128, 3", "129, 128, 2", "1000, 7, 4"})
  void everyRowIsWorkedOnOnce(int rows, int size, int threads) {
    AtomicIntegerArray seen = new AtomicIntegerArray(rows);
    try (ShardPool<Object> pool = new ShardPool<>(threads, Object::new)) {
      for (int repeat = 0; repeat < 3; repeat++) {
        pool.run(
            rows,
            size,
            (worker, shard) -> {
              assertThat(shard.count()).isBetween(1, size);
              assertThat(shard.first()).isEqualTo(shard.index() * size);
              for (int i = 0; i < shard.count(); i++) seen.incrementAndGet(shard.first() + i);
            });
      }
    }
    for (int i = 0; i < rows; i++) assertThat(seen.get(i)).isEqualTo(3);
  }

  @Test
  void aTasksFailureReachesTheCaller() {
    try (ShardPool<Object> pool = new ShardPool<>(2, Object::new)) {
      assertThatThrownBy(
              () ->
                  pool.run(
                      100,
                      10,
                      (worker, shard) -> {
                        if (shard.index() == 7) throw new ArithmeticException("shard 7");
                      }))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("shard 7");
    }
  }

  @Test
  void afterAFailureNothingRunsAnyMore() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    try (ShardPool<Object> pool = new ShardPool<>(3, Object::new)) {
      assertThatThrownBy(
              () ->
                  pool.run(
                      10_000,
                      1,
                      (worker, shard) -> {
                        running.incrementAndGet();
                        begun.incrementAndGet();
                        try {
                          Thread.sleep(1);
                          if (shard.index() % 5 == 4) throw new ArithmeticException("failed");
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        } finally {
                          running.decrementAndGet();
                        }
                      }))
          .hasMessage("failed");
      assertThat(running).hasValue(0);
      assertThat(begun.get()).isLessThan(1000);
    }
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> new ShardPool<>(0, Object::new))
        .hasMessage("threads must be at least 1: 0");
    assertThatThrownBy(() -> new Parallelism(0, 1))
        .hasMessage("shard size and threads must be at least 1, got 0 and 1");
  }
}
