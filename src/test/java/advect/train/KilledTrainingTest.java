package advect.train;

import advect.KilledTraining;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is killed again and again ends with the bits of one that was not. */
class KilledTrainingTest {
  @TempDir private Path dir;

  @Test
  @Timeout(120)
  void killedThreeTimes() throws Exception {
    toy().killed(3, new Random(1));
  }

  @Test
  @Tag("slow")
  @Timeout(1800)
  void aHundredTrainingsEachKilledOnce() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) toy().killed(1, random);
  }

  private KilledTraining toy() {
    return new KilledTraining(dir, ToyTraining.class, ToyTraining.ITERATIONS);
  }
}
