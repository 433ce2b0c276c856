package advect.experiment.result;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The programs that produced a result.
 *
 * @param advect this one
 * @param java the virtual machine
 * @param ejml the matrix library
 */
public record Versions(String advect, String java, String ejml) {
  /** The versions now running. */
  public static Versions current() {
    Properties build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      if (in != null) build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        build.getProperty("advect", "unknown"),
        System.getProperty("java.version", "unknown"),
        build.getProperty("ejml", "unknown"));
  }
}
