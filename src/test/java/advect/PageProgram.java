package advect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Java program on a page of Markdown.
 *
 * @param name of its public class
 * @param text its source
 */
record PageProgram(String name, String text) {
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("^public class (\\w+)", Pattern.MULTILINE);

  /** The programs of a page, in its order. */
  static List<PageProgram> of(Path page) throws IOException {
    return PROGRAM
        .matcher(Files.readString(page))
        .results()
        .map(found -> named(found.group(1)))
        .toList();
  }

  private static PageProgram named(String text) {
    List<String> names = CLASS.matcher(text).results().map(found -> found.group(1)).toList();
    assertThat(names).as("public classes of a program").hasSize(1);
    return new PageProgram(names.get(0), text);
  }

  /**
   * What it prints on the class path of a project that depends on Advect alone.
   *
   * @param directory for its source and classes
   */
  String run(Path directory) throws Exception {
    Path source = directory.resolve(name + ".java");
    Files.writeString(source, text);
    return SourceProgram.run(source, LibraryPath.entries(), directory);
  }

  /** Its lines that are neither blank nor imports. */
  long lines() {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("import")).count();
  }
}
