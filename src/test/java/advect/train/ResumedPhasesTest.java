package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.KilledTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two phases that stop after any iteration, or are killed, end as if they had never stopped. */
class ResumedPhasesTest {
  @TempDir private Path dir;

  @Test
  void everyIterationOfEitherPhaseIsAPlaceToGoOn() {
    String whole = resumed(TrainingControl.none());
    for (int done = 1; done < TwoPhases.ITERATIONS; done++) {
      Path file = dir.resolve("after " + done);
      stopAfter(done, TrainingControl.none().withCheckpoints(new Checkpoints(file)));
      Checkpoint start = Checkpoint.read(file);
      assertThat(start.iterations()).isEqualTo(done);
      assertThat(resumed(TrainingControl.none().withStart(start)))
          .as("stopped after %d", done)
          .isEqualTo(whole);
    }
  }

  /** A process that dies between the phases leaves the state of the first one's last iteration. */
  @Test
  void aCheckpointWrittenAtTheLastIterationOfAPhaseGoesOnWithTheNext() {
    String whole = resumed(TrainingControl.none());
    Path file = dir.resolve("checkpoint");
    Path copy = dir.resolve("copy");
    TrainingControl saving = TrainingControl.none().withCheckpoints(new Checkpoints(file, 0));
    try (TwoPhases phases = new TwoPhases()) {
      phases.train(saving, copying(file, copy));
    }
    assertThat(Checkpoint.read(copy).iterations()).isEqualTo(TwoPhases.FIRST);
    assertThat(resumed(TrainingControl.none().withStart(Checkpoint.read(copy)))).isEqualTo(whole);
  }

  /** When iteration n is heard of, the file is that of iteration n - 1. */
  private static TrainingListener copying(Path file, Path copy) {
    return new TrainingListener() {
      @Override
      public void stepped(TrainingStep step) {
        if (step.iteration() != TwoPhases.FIRST + 1) return;
        try {
          Files.copy(file, copy);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** A new objective each time, as in a new process. */
  private static String resumed(TrainingControl control) {
    try (TwoPhases phases = new TwoPhases()) {
      return ToyTraining.summary(phases.train(control));
    }
  }

  private static void stopAfter(int iterations, TrainingControl control) {
    try (TwoPhases phases = new TwoPhases()) {
      TrainingResult part =
          phases.train(
              control,
              new TrainingListener() {
                @Override
                public void stepped(TrainingStep step) {
                  if (step.iteration() == iterations) control.stop().request();
                }
              });
      assertThat(part.ending()).isEqualTo(Ending.INTERRUPTED);
    }
  }

  @Test
  @Timeout(120)
  void killedTwice() throws Exception {
    new KilledTraining(dir, TwoPhases.class, TwoPhases.ITERATIONS).killed(2, new Random(1));
  }
}
