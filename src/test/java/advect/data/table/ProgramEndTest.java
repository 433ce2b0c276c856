package advect.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import advect.JavaProcess;
import advect.file.AtomicFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that ends in the middle of its work, by the shutdown that Ctrl-C begins as well. */
class ProgramEndTest {
  /** Ends while a table is open and a file is half written. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    TableSource.open(folder.resolve("t.csv").toString());
    AtomicFile.replace(
        folder.resolve("out.csv"),
        beside -> {
          Files.writeString(beside, "ha");
          System.exit(names(folder).size());
        });
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.contains("duckdb")) // the native library, which its driver deletes
          .sorted()
          .toList();
    }
  }

  @Test
  void itLeavesNothingBehind(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("t.csv"), "x\n1\n2\n");
    List<String> command =
        JavaProcess.command("64m", ProgramEndTest.class.getName(), folder.toString());
    command.add(1, "-Djava.io.tmpdir=" + folder);
    int before = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start().waitFor();
    assertThat(before).as("table, its copy, half of a file").isEqualTo(3);
    assertThat(names(folder)).containsExactly("t.csv");
  }
}
