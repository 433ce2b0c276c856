package advect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** A program in one source file, compiled without a warning and run on a class path of its own. */
final class SourceProgram {
  private SourceProgram() {}

  /**
   * What the program prints.
   *
   * @param source a class without package, named as its file
   * @param entries what it may use besides the JDK
   * @param classes where its classes go
   */
  static String run(Path source, List<Path> entries, Path classes) throws Exception {
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-Xlint:all",
                "-Werror",
                "-cp",
                LibraryPath.joined(entries),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(errors).as("errors and warnings in " + source).isZero();
    List<Path> all = new ArrayList<>(entries);
    all.add(classes);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    try (URLClassLoader loader = LibraryPath.loader(all);
        PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      String name = source.getFileName().toString().replace(".java", "");
      loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
