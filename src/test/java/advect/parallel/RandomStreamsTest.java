package advect.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.parallel.RandomStreams.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
  @Test
  void aStreamIsAFunctionOfSeedPurposeIterationAndShard() {
    long first = new RandomStreams(3).stream(Purpose.TRACE, 5, 2).nextLong();
    assertThat(new RandomStreams(3).stream(Purpose.TRACE, 5, 2).nextLong()).isEqualTo(first);
  }

  @Test
  void streamsDifferInEveryPart() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (long seed = -2; seed <= 2; seed++) {
      for (Purpose purpose : Purpose.values()) {
        for (int iteration = 0; iteration < 20; iteration++) {
          for (int shard = 0; shard < 20; shard++) {
            firsts.add(new RandomStreams(seed).stream(purpose, iteration, shard).nextLong());
            streams++;
          }
        }
      }
    }
    assertThat(firsts).hasSize(streams);
  }

  /** Neighbouring streams' first numbers: correlation 0 ± 1/√n; 5 of them, false alarm 6e-7. */
  @Test
  void neighbouringStreamsAreNotCorrelated() {
    int n = 20_000;
    double sum = 0;
    RandomStreams streams = new RandomStreams(1);
    double previous = streams.stream(Purpose.SAMPLES, 0, 0).nextGaussian();
    for (int shard = 1; shard <= n; shard++) {
      double next = streams.stream(Purpose.SAMPLES, 0, shard).nextGaussian();
      sum += previous * next;
      previous = next;
    }
    assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
  }
}
