package advect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another virtual machine with the class path of this one. */
public final class JavaProcess {
  private JavaProcess() {}

  /**
   * The words that start one with little memory; it starts quickly and keeps large files out of the
   * temporary directory.
   *
   * @param heap as in {@code -Xmx}, such as {@code 64m}
   * @param main the name of a class
   */
  public static List<String> command(String heap, String main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-XX:-UsePerfData");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(args));
    return command;
  }
}
