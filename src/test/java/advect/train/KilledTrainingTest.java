package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    killed(3, new Random(1));
  }

  @Test
  @Tag("slow")
  @Timeout(1800)
  void aHundredTrainingsEachKilledOnce() throws Exception {
    Random random = new Random(2);
    for (int i = 0; i < 100; i++) killed(1, random);
  }

  /**
   * Kills come a few milliseconds after some iteration, so in the midst of work or of saving. A
   * process that takes more than a minute hangs.
   */
  private void killed(int kills, Random random) throws Exception {
    Path checkpoint = dir.resolve("checkpoint");
    Path summary = dir.resolve("summary");
    Files.deleteIfExists(checkpoint);
    Files.deleteIfExists(summary);
    for (int i = 0; i < kills; i++) {
      int left = Math.max(1, ToyTraining.ITERATIONS - iterations(checkpoint));
      int last = iterations(checkpoint) + random.nextInt(left);
      Process process = start(checkpoint, summary);
      long start = System.nanoTime();
      while (iterations(checkpoint) <= last && process.isAlive()) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MINUTES.toNanos(1));
        Thread.sleep(3);
      }
      Thread.sleep(random.nextInt(8));
      process.destroyForcibly().waitFor();
    }
    assertThat(start(checkpoint, summary).waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(dir.resolve("err")).isEmptyFile();
    assertThat(Files.readString(summary)).isEqualTo(whole());
  }

  /** By another process too, since kernels are part of the bits and chosen by its flags. */
  private String whole() throws Exception {
    Path summary = dir.resolve("whole");
    if (!Files.exists(summary)) {
      assertThat(start(dir.resolve("another"), summary).waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    return Files.readString(summary);
  }

  /** Whatever moment it is, there is no checkpoint or a whole one. */
  private static int iterations(Path checkpoint) {
    return Files.exists(checkpoint) ? Checkpoint.read(checkpoint).iterations() : 0;
  }

  private Process start(Path checkpoint, Path summary) throws IOException {
    String main = ToyTraining.class.getName();
    return new ProcessBuilder(
            JavaProcess.command("64m", main, checkpoint.toString(), summary.toString()))
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }
}
