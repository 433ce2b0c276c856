package advect.variational;

import static org.assertj.core.api.Assertions.assertThat;

import advect.KilledTraining;
import advect.train.Checkpoint;
import advect.train.Checkpoints;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingStep;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An autoencoder whose training stops or is killed has the bits of one whose training did not. */
class SavedAutoencoderTest {
  @TempDir private Path dir;

  @Test
  void stoppedAfterAnIteration() {
    String whole = SavedAutoencoder.fit(TrainingControl.none(), TrainingListener.NONE);
    for (int done : new int[] {1, 5, 6, 11}) {
      Path file = dir.resolve("after " + done);
      int last = done;
      TrainingControl saving = TrainingControl.none().withCheckpoints(new Checkpoints(file));
      SavedAutoencoder.fit(
          saving,
          new TrainingListener() {
            @Override
            public void stepped(TrainingStep step) {
              if (step.iteration() == last) saving.stop().request();
            }
          });
      TrainingControl resumed = TrainingControl.none().withStart(Checkpoint.read(file));
      assertThat(SavedAutoencoder.fit(resumed, TrainingListener.NONE)).isEqualTo(whole);
    }
  }

  @Test
  @Timeout(120)
  void killedTwice() throws Exception {
    new KilledTraining(dir, SavedAutoencoder.class, SavedAutoencoder.ITERATIONS)
        .killed(2, new Random(3));
  }
}
