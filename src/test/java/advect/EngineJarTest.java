package advect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar of classifier {@code engine} holds, by the patterns in pom.xml, is enough. */
class EngineJarTest {
  private static final String PATTERNS =
      "//plugin/executions/execution[id='engine']/configuration/";

  @TempDir private static Path jar;

  @BeforeAll
  static void unpack() throws Exception {
    Path classes = LibraryPath.classes();
    List<PathMatcher> in = matchers("includes/include");
    List<PathMatcher> out = matchers("excludes/exclude");
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).map(classes::relativize).toList()) {
        if (in.stream().noneMatch(m -> m.matches(file))) continue;
        if (out.stream().anyMatch(m -> m.matches(file))) continue;
        Files.createDirectories(jar.resolve(file).getParent());
        Files.copy(classes.resolve(file), jar.resolve(file));
      }
    }
  }

  @Test
  void eachPatternOfPackagesFindsOne() throws Exception {
    for (String pattern : Pom.texts(PATTERNS + "includes/include[starts-with(., 'advect')]")) {
      assertThat(jar.resolve(pattern.replace("/**", ""))).isDirectory();
    }
  }

  @Test
  void noClassRefersToOneThatIsLeftOut() throws Exception {
    StringWriter report = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(report),
                new PrintWriter(report),
                "--multi-release=base",
                "-verbose:class",
                "-cp",
                LibraryPath.joined(LibraryPath.libraries()),
                jar.toString());
    assertThat(code).as(report.toString()).isZero();
    assertThat(report.toString().lines().filter(line -> line.contains("not found"))).isEmpty();
    assertThat(report.toString()).contains("advect.train.Trainer ");
  }

  @Test
  void aProgramCompilesAndLearnsWithIt(@TempDir Path directory) throws Exception {
    List<Path> entries = new ArrayList<>(LibraryPath.libraries());
    entries.add(jar);
    String output =
        SourceProgram.run(Path.of(".ci", "consumer", "EngineOnly.java"), entries, directory);
    assertThat(output).matches("log densities of four draws: \\[(-?[\\d.E-]+(, )?){4}]\\R");
  }

  private static List<PathMatcher> matchers(String patterns) throws Exception {
    return Pom.texts(PATTERNS + patterns).stream()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
  }
}
