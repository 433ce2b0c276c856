package advect.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.Damage;
import advect.LittleMemory;
import advect.file.FileException;
import advect.safetensors.FileFormat;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged checkpoint is refused with a sentence; soon, and in little memory. */
class HostileCheckpointTest {
  @TempDir private Path dir;

  /** A process that reads so many damaged checkpoints in a folder, with this seed. */
  public static void main(String[] args) throws IOException {
    Path file = checkpoint(Path.of(args[0]));
    byte[] good = Files.readAllBytes(file);
    Random rng = new Random(Long.parseLong(args[2]));
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      byte[] bad = Damage.of(good, rng);
      if (Arrays.equals(bad, good)) continue;
      Files.write(file, bad);
      String name = "seed %s, file %d".formatted(args[2], i);
      LittleMemory.one(
          name,
          () ->
              assertThatThrownBy(() -> Checkpoint.read(file))
                  .as(name)
                  .isInstanceOf(FileException.class)
                  .hasMessageStartingWith(file + ": "));
    }
    LittleMemory.assertBounded();
  }

  private static Path checkpoint(Path folder) {
    Path file = folder.resolve("checkpoint");
    ToyTraining.train(
        TrainingControl.none().withCheckpoints(new Checkpoints(file, 3600)), TrainingListener.NONE);
    return file;
  }

  @Test
  @Timeout(120)
  void aHundredDamagedCheckpoints() throws Exception {
    LittleMemory.run(HostileCheckpointTest.class, dir.toString(), "100", "1");
  }

  @Test
  @Tag("slow")
  @Timeout(600)
  void aThousandDamagedCheckpoints() throws Exception {
    LittleMemory.run(HostileCheckpointTest.class, dir.toString(), "1000", "2");
  }

  /** With a right checksum: the number at a place of a tensor is replaced. */
  @ParameterizedTest
  @CsvSource({
    "optimizer.steps, 0, NaN, steps",
    "optimizer.steps, 0, 0.5, steps",
    "optimizer.steps, 0, -1, steps",
    "seconds, 0, -1, seconds",
    "seconds, 0, NaN, seconds",
    "theta, 3, Infinity, theta",
    "best_theta, 3, NaN, best_theta",
    "optimizer.m, 3, NaN, m",
    "optimizer.v, 3, -1, v",
    "average, 3, NaN, average",
    "phases, 0, 1, phase",
    "phases, 0, 0.5, phases",
    "steps, 6, 7, iterations",
    "validations, 0, 1e9, validations",
    "validations, 3, 2.5, validations",
  })
  void numbersThatNoTrainingHas(String tensor, int place, double number, String named) {
    Path file = checkpoint(dir);
    Safetensors good = Safetensors.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    double[] values = good.tensor(tensor).doubles();
    values[place] = number;
    int[] shape = good.tensor(tensor).shape().stream().mapToInt(n -> n).toArray();
    tensors.put(tensor, Tensor.of(values, shape));
    write(file, good, tensors);
    assertThatThrownBy(() -> goOn(file))
        .isInstanceOf(FileException.class)
        .hasMessageStartingWith(file + ": cannot be used: ")
        .hasMessageContaining(named);
  }

  @Test
  void tensorsThatAreMissingOrOfOtherShapes() {
    Path file = checkpoint(dir);
    Safetensors good = Safetensors.read(file);
    for (String name : good.tensors().keySet()) {
      Map<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
      tensors.put(name, Tensor.vector(1, 2, 3, 4, 5));
      write(file, good, tensors);
      assertThatThrownBy(() -> goOn(file)).as(name).isInstanceOf(FileException.class);
      tensors.remove(name);
      write(file, good, tensors);
      assertThatThrownBy(() -> goOn(file)).as(name).isInstanceOf(FileException.class);
    }
    write(file, good, good.tensors());
    assertThat(Checkpoint.read(file).iterations()).isEqualTo(ToyTraining.ITERATIONS);
  }

  /** Part of it makes sense to the training alone. */
  private static void goOn(Path file) {
    ToyTraining.train(
        TrainingControl.none().withStart(Checkpoint.read(file)), TrainingListener.NONE);
  }

  private static void write(Path file, Safetensors good, Map<String, Tensor> tensors) {
    Map<String, String> words = new LinkedHashMap<>(good.metadata());
    words.remove("checksum");
    new FileFormat("advect-checkpoint", List.of()).write(file, new Safetensors(words, tensors));
  }
}
