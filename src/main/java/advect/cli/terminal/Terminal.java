package advect.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is watching standard error. */
final class Terminal {
  /** Set by the launcher, which can ask the shell. */
  private static final String PROPERTY = "advect.terminal";

  private static final Path LINUX_STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** True if standard error is a terminal, as far as Java can tell. */
  static boolean onStderr() {
    String told = System.getProperty(PROPERTY);
    if (told != null) return Boolean.parseBoolean(told);
    if ("dumb".equals(System.getenv("TERM"))) return false;
    try {
      String target = Files.readSymbolicLink(LINUX_STDERR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // elsewhere the launcher has told
    }
  }
}
