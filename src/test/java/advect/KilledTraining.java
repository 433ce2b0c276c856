package advect;

import static org.assertj.core.api.Assertions.assertThat;

import advect.train.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A training in a process of its own, which is killed again and again and must end with the bits of
 * one that was not.
 *
 * @param dir for its files
 * @param main trains with a checkpoint (its first argument) after each iteration, from where that
 *     checkpoint is if it is there, and writes a summary (its second)
 * @param iterations of the whole training
 */
public record KilledTraining(Path dir, Class<?> main, int iterations) {
  /**
   * Kills come a few milliseconds after some iteration, so in the midst of work or of saving. A
   * process that takes more than a minute hangs.
   */
  public void killed(int kills, Random random) throws Exception {
    Path checkpoint = dir.resolve("checkpoint");
    Path summary = dir.resolve("summary");
    Files.deleteIfExists(checkpoint);
    Files.deleteIfExists(summary);
    for (int i = 0; i < kills; i++) {
      int left = Math.max(1, iterations - done(checkpoint));
      int last = done(checkpoint) + random.nextInt(left);
      Process process = start(checkpoint, summary);
      long start = System.nanoTime();
      while (done(checkpoint) <= last && process.isAlive()) {
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
  private static int done(Path checkpoint) {
    return Files.exists(checkpoint) ? Checkpoint.read(checkpoint).iterations() : 0;
  }

  private Process start(Path checkpoint, Path summary) throws IOException {
    return new ProcessBuilder(
            JavaProcess.command("64m", main.getName(), checkpoint.toString(), summary.toString()))
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }
}
