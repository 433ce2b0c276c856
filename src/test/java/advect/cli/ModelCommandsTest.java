package advect.cli;

import static advect.cli.Tables.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import advect.cli.Tables.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelCommandsTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir private Path dir;
  private Path csv;
  private Path file;

  @BeforeEach
  void aModelOfATable() throws IOException {
    csv = Tables.csv(dir.resolve("t.csv"), 200);
    file = dir.resolve("model.safetensors");
    Tables.model(file, csv);
  }

  @Test
  void infoTellsColumnsTreatmentFieldAndOrigin() {
    Outcome outcome = call("info", dir + "");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.stdout())
        .contains("name          costs\n")
        .contains("columns       minutes, cost\n")
        .contains("preprocessing Column 'minutes': its values are multiples of 1: dequantized.")
        .contains("field         mlp, 2 dimensions, hidden layers [8], tanh\n")
        .contains("base          standard-normal\n")
        // 8 x 2 weights, 8 biases and 8 of time; 2 x 8 weights, 2 biases and 2 of time.
        .contains("parameters    52\n")
        .contains("test          nll_dequantized 4.2500\n")
        .contains("provenance    seed 5\n")
        .contains("percentiles   known\n");
  }

  @Test
  void infoAsJsonHasTheCardWhole() throws IOException {
    JsonNode json = new ObjectMapper().readTree(call("info", file + "", "--json").stdout());
    assertThat(json.get("card").get("name").asText()).isEqualTo("costs");
    assertThat(json.get("card").get("training_log_density_quantiles")).hasSize(1001);
    assertThat(json.get("parameters").asInt()).isEqualTo(52);
    assertThat(json.get("columns").get(1).asText()).isEqualTo("cost");
  }

  @Test
  void picturesOfTwoColumnsAreFour() throws IOException {
    Path out = dir.resolve("pictures");
    Outcome outcome = call("plot", file + "", "--data", csv + "", "--out", out + "");
    assertThat(outcome.code()).as(outcome.stderr()).isZero();
    List<String> names = List.of("corner.png", "calibration.png", "log-density.png", "density.png");
    assertThat(outcome.stdout().lines())
        .containsExactlyElementsOf(names.stream().map(name -> out.resolve(name) + "").toList());
    for (String name : names) {
      BufferedImage image = ImageIO.read(out.resolve(name).toFile());
      assertThat(image.getWidth()).isGreaterThan(400);
    }
  }

  @Test
  void theCompletionKnowsEveryCommandAndIsBash() throws Exception {
    String script = call("completion").stdout();
    for (String name :
        List.of("run", "score", "judge", "sample", "plot", "info", "--tolerance", "--where")) {
      assertThat(script).contains(name);
    }
    assumeTrue(Files.isExecutable(BASH), "needs bash");
    Path saved = Files.writeString(dir.resolve("advect_completion"), script);
    Process process = new ProcessBuilder(BASH.toString(), "-n", saved.toString()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void everyCommandHasExamples() {
    CommandLine line = Tables.commandLine();
    assertThat(line.getSubcommands())
        .containsKeys("score", "judge", "sample", "plot", "completion");
    line.getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getUsageMessage())
                    .as(name)
                    .contains("Examples:")
                    .contains("advect " + name));
  }
}
