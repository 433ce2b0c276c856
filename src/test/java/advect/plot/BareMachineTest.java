package advect.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures on a machine with neither display nor fontconfig, as a bare JDK in a container has it.
 */
class BareMachineTest {
  @Test
  @EnabledOnOs(OS.LINUX) // elsewhere the system itself brings fonts
  void thePictureIsTheSameWithoutDisplayAndFonts(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("bare.png");
    String said = drawWithoutFontconfig(dir, file);
    Path here = dir.resolve("here.png");
    BareMachine.picture().writePng(here);
    assertThat(file).hasSameBinaryContentAs(here);
    assumeTrue(said.contains("stand-in=true"), "the loader found a fontconfig after all");
  }

  /** The loader meets these empty files first and cannot open them, as if there were none. */
  private static String drawWithoutFontconfig(Path dir, Path file)
      throws IOException, InterruptedException {
    Path libraries = Files.createDirectory(dir.resolve("lib"));
    Files.createFile(libraries.resolve("libfontconfig.so.1"));
    Files.createFile(libraries.resolve("libfontconfig.so"));
    Path output = dir.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BareMachine.class.getName(),
                file.toString()));
    builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    builder.environment().put("FONTCONFIG_FILE", libraries.resolve("none.conf").toString());
    builder.environment().remove("DISPLAY");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) process.destroyForcibly();
    String said = Files.readString(output, UTF_8);
    assertThat(ended).as("ended within a minute; it said: %s", said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
