package advect.experiment.result;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
  /** Begins to write results again and again; the end comes from another thread. */
  public static final class EndsAnywhere {
    public static void main(String[] args) throws InterruptedException {
      Path place = Path.of(args[0], "x");
      Thread writer = new Thread(() -> begin(place));
      writer.setDaemon(true);
      writer.start();
      Thread.sleep(20);
      System.exit(0);
    }

    @SuppressWarnings("resource") // the end closes them
    private static void begin(Path place) {
      try {
        while (true) Files.createFile(new Stage(place, place).path().resolve("y"));
      } catch (IOException e) {
        // The end has begun.
      }
    }
  }

  /** Before its deletion was arranged first, one end in three missed a directory. */
  @RepeatedTest(3)
  void anEndAtAnyMomentLeavesNothingBehind(@TempDir Path folder) throws Exception {
    List<String> command =
        JavaProcess.command("64m", EndsAnywhere.class.getName(), folder.toString());
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    assertThat(folder).isEmptyDirectory();
  }
}
