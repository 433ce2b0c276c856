package advect.study.digits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryStudyTest {
  private static final double KIBIBYTE = 1024;

  @Test
  void onlyTheContinuousAdjointTakesNoMemoryForSteps() {
    int few = 64;
    int many = 512;
    MemoryStudy study = new MemoryStudy("memory", 1, 8, 8, 64, List.of(few, many), List.of(1, 2));
    Map<String, Double> test = study.run(1, Progress.NONE).test();
    // the collector's own moods are some ten KiB
    assertThat(figure(test, "continuous_kib_steps_512"))
        .isCloseTo(figure(test, "continuous_kib_steps_64"), within(64.0));
    // a state of 8 x 64 float64 numbers a step, and a few words around it
    double states = (many - few) * 8 * 64 * Double.BYTES / KIBIBYTE;
    double checkpoints =
        figure(test, "checkpointed_kib_steps_512") - figure(test, "checkpointed_kib_steps_64");
    assertThat(checkpoints).isBetween(states, 1.1 * states + 64);
    // at least value, activation and slope of two layers of 8 at four stages of each step
    double activations = (many - few) * 4 * 2 * 2 * 8 * 64 * Double.BYTES / KIBIBYTE;
    double kept = figure(test, "kept_kib_steps_512") - figure(test, "kept_kib_steps_64");
    assertThat(kept).isGreaterThan(activations);
  }

  private static double figure(Map<String, Double> test, String name) {
    return requireNonNull(test.get(name), name);
  }
}
