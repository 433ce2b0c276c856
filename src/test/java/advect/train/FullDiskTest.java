package advect.train;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import advect.SmallDisk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up while training goes on. */
class FullDiskTest {
  @TempDir private Path base;

  /**
   * A checkpoint grows with the history. A disk of three pages holds two of one page, and of two
   * pages each only one; the last that was whole stays, and training can go on from it elsewhere.
   */
  @Test
  @Timeout(120)
  void theLastWholeCheckpointStays() throws Exception {
    SmallDisk disk = new SmallDisk(base);
    List<String> training =
        JavaProcess.command("64m", ToyTraining.class.getName(), "checkpoint", "summary");
    assertThat(disk.run("12k", training)).isEqualTo(1);
    assertThat(disk.said())
        .contains(
            "WriteException: checkpoint: cannot be written: No space left on device; what was there"
                + " before is unchanged; make room, ");
    assertThat(disk.left()).containsExactly("checkpoint");
    Path checkpoint = disk.after().resolve("checkpoint");
    assertThat(Checkpoint.read(checkpoint).iterations()).isBetween(1, ToyTraining.ITERATIONS - 1);
  }
}
