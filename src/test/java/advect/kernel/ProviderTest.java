package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The choice of kernels, each in a JVM of its own, because it is made once. */
class ProviderTest {
  private static final String FLAG = "--add-modules jdk.incubator.vector";

  @Test
  void withTheModuleTheVectorApiIsChosen() throws Exception {
    String output = run("--add-modules", "jdk.incubator.vector");
    assertThat(output).contains("Vector API, float32", "Vector API, float64").doesNotContain(FLAG);
  }

  @Test
  void withoutTheModuleOneWarningNamesTheFlag() throws Exception {
    String output = run();
    assertThat(output).contains("plain Java, float32", "plain Java, float64");
    assertThat(output.split(FLAG, -1)).as("one warning in:\n%s", output).hasSize(2);
  }

  @Test
  void withoutFusedMultiplyAddPlainKernelsRun() throws Exception {
    String output = run("--add-modules", "jdk.incubator.vector", "-XX:-UseFMA");
    assertThat(output).contains("plain Java, float32", "no fused multiply-add");
  }

  private static String run(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Prints the choice. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] args) {
      for (Precision precision : Precision.values()) {
        System.out.println(Kernels.of(precision));
      }
    }
  }
}
