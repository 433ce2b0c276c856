package advect.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.ExperimentRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a table to a model, by one line. */
class TrainCommandTest {
  @TempDir private Path dir;

  private final StringWriter stdout = new StringWriter();
  private final StringWriter stderr = new StringWriter();

  private int advect(String... words) {
    CommandLine line = Main.commandLine(ExperimentRun::run);
    line.setOut(new PrintWriter(stdout)).setErr(new PrintWriter(stderr));
    return line.execute(words);
  }

  private String table() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("height,name,weight\n");
    for (int i = 0; i < 80; i++) {
      rows.append("%s,x%d,%s\n".formatted(random.nextGaussian(), i, random.nextGaussian()));
    }
    return Files.writeString(dir.resolve("my table.csv"), rows).toString();
  }

  @Test
  void aModelScoresAndPicturesOfColumnsByName() throws IOException {
    Path out = dir.resolve("out");
    int code =
        advect(
            "train",
            "--data",
            table(),
            "--columns",
            "weight,height",
            "--quick",
            "--out",
            out.toString(),
            "--set",
            "training.iterations=4",
            "--time-limit",
            "1m");
    assertThat(stderr.toString()).contains("80 rows in 2 dimensions", "hidden layers [32, 32]");
    assertThat(code).isZero();
    assertThat(stdout.toString()).contains("NLL");
    assertThat(out).isDirectoryContaining(p -> p.endsWith("model.safetensors"));
    assertThat(out).isDirectoryContaining(p -> p.endsWith("corner.png"));
    assertThat(Files.readAllLines(out.resolve("scores.csv")))
        .hasSize(81)
        .first()
        .isEqualTo("height,name,weight,logp,percentile");
    assertThat(Files.readString(out.resolve("metrics.json")))
        .contains("\"name\": \"my-table\"", "\"iterations\": 4", "\"baselines\"");
  }

  @Test
  void columnsOfTextAreRefusedWithThoseToChoose() throws IOException {
    assertThat(advect("train", "--data", table(), "--out", dir.resolve("o").toString()))
        .isEqualTo(2);
    assertThat(stderr.toString()).contains("column 'name'", "height").contains("weight");
    assertThat(dir.resolve("o")).doesNotExist();
  }

  @Test
  void timesAreReadAsPeopleWriteThem() {
    Seconds seconds = new Seconds();
    assertThat(seconds.convert("90")).isEqualTo(90);
    assertThat(seconds.convert("2.5m")).isEqualTo(150);
    assertThat(seconds.convert("1h")).isEqualTo(3600);
    for (String wrong : new String[] {"", "0", "-1", "soon", "5 m"}) {
      assertThatThrownBy(() -> seconds.convert(wrong)).hasMessageContaining("such as 5m");
    }
  }
}
