package advect.train;

import advect.file.FileException;
import advect.gradient.FirstSteps;
import advect.safetensors.FileFormat;
import advect.safetensors.JsonText;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import advect.train.objective.LossReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checkpoints as safetensors, all numbers as float64 and so without rounding. */
final class CheckpointFile {
  private static final FileFormat FORMAT = new FileFormat("advect-checkpoint", List.of());
  private static final String FINGERPRINT = "fingerprint";
  private static final String OPTIMIZER = "optimizer.";

  private CheckpointFile() {}

  /**
   * Replaces {@code file} as a whole or not at all.
   *
   * @throws FileException if it cannot be written
   */
  static void write(Path file, Map<String, String> fingerprint, Snapshot s) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("theta", s.parameters().theta());
    tensors.put("average", s.parameters().average());
    tensors.put("best_theta", s.parameters().best());
    tensors.put("phases", rows(1, s.place().starts(), start -> new double[] {start}));
    s.optimizer().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
    tensors.put("seconds", Tensor.vector(s.seconds()));
    tensors.put("first_steps", rows(2, s.memory(), m -> new double[] {m.forward(), m.backward()}));
    tensors.put("steps", rows(6, s.steps(), CheckpointFile::row));
    tensors.put(
        "validations",
        rows(3, s.validations(), v -> new double[] {v.iteration(), v.seconds(), v.loss()}));
    FORMAT.write(file, new Safetensors(Map.of(FINGERPRINT, JsonText.of(fingerprint)), tensors));
  }

  static Checkpoint read(Path file) {
    Safetensors contents = FORMAT.read(file);
    try {
      Map<String, String> fingerprint = new LinkedHashMap<>();
      JsonText.object(contents.word(FINGERPRINT))
          .forEach((key, value) -> fingerprint.put(key, String.valueOf(value)));
      return new Checkpoint(file, fingerprint, snapshot(contents));
    } catch (IllegalArgumentException e) {
      throw new FileException(file, "cannot be used: " + e.getMessage(), e);
    }
  }

  private static Snapshot snapshot(Safetensors contents) {
    int parameters = contents.tensor("theta").count();
    return new Snapshot(
        contents.doubles("seconds", 1)[0],
        new Snapshot.Place(list(contents, "phases", 1, row -> whole("phases", row[0]))),
        new Snapshot.Parameters(
            vector(contents, "theta", parameters),
            vector(contents, "average", parameters),
            vector(contents, "best_theta", parameters)),
        optimizer(contents),
        list(contents, "first_steps", 2, row -> new FirstSteps(row[0], row[1])),
        list(contents, "steps", 6, CheckpointFile::step),
        list(
            contents,
            "validations",
            3,
            row -> new Validation(whole("validations", row[0]), row[1], row[2])));
  }

  private static Map<String, Tensor> optimizer(Safetensors contents) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    contents
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(OPTIMIZER)) {
                state.put(name.substring(OPTIMIZER.length()), tensor);
              }
            });
    return state;
  }

  private static int whole(String what, double value) {
    if (value == (int) value) return (int) value;
    throw new IllegalArgumentException(
        "expected whole numbers in %s, got %s".formatted(what, value));
  }

  private static Tensor vector(Safetensors contents, String name, int count) {
    return Tensor.of(contents.doubles(name, count), count);
  }

  private static double[] row(TrainingStep step) {
    LossReport loss = step.loss();
    return new double[] {
      step.iteration(),
      step.seconds(),
      loss.value(),
      loss.forwardEvaluations(),
      loss.backwardEvaluations(),
      loss.finite() ? 1 : 0
    };
  }

  private static TrainingStep step(double[] row) {
    return new TrainingStep(
        whole("iterations", row[0]), row[1], new LossReport(row[2], row[3], row[4], row[5] == 1));
  }

  private static <T> Tensor rows(int columns, List<T> items, Function<T, double[]> row) {
    double[] values = new double[items.size() * columns];
    for (int i = 0; i < items.size(); i++) {
      System.arraycopy(row.apply(items.get(i)), 0, values, i * columns, columns);
    }
    return Tensor.of(values, items.size(), columns);
  }

  private static <T> List<T> list(
      Safetensors contents, String name, int columns, Function<double[], T> item) {
    int count = contents.tensor(name).count() / columns;
    double[] values = contents.doubles(name, count, columns);
    List<T> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.apply(Arrays.copyOfRange(values, i * columns, (i + 1) * columns)));
    }
    return items;
  }
}
