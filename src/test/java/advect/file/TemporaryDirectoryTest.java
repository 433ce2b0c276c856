package advect.file;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {
  /** Wants a directory where none can be made. */
  public static final class Fails {
    public static void main(String[] args) {
      try {
        TemporaryDirectory.create();
      } catch (IOException e) {
        System.exit(3);
      }
    }
  }

  @Test
  void oneThatCannotBeMadeIsForgottenAtTheEnd(@TempDir Path folder) throws Exception {
    List<String> command = JavaProcess.command("64m", Fails.class.getName());
    command.add(1, "-Djava.io.tmpdir=" + folder.resolve("missing"));
    Path said = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(said.toFile()).start();
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(said).content().doesNotContain("Exception");
  }

  /** Whoever goes on writing meets a directory that is no longer there. */
  @Test
  void aWriterThatGoesOnDoesNotKeepItAlive(@TempDir Path folder) throws Exception {
    Path directory = Files.createDirectory(folder.resolve("d"));
    AtomicBoolean refused = new AtomicBoolean();
    Thread writer = new Thread(() -> refused.set(writeUntilRefused(directory)));
    writer.start();
    while (empty(directory)) Thread.onSpinWait();
    TemporaryDirectory.deleteTree(directory);
    writer.join();
    assertThat(refused).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  private static boolean empty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static boolean writeUntilRefused(Path directory) {
    for (int i = 0; i < 1_000_000; i++) {
      try {
        Files.createFile(directory.resolve("f" + i));
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }
}
