package advect.study.digits;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import advect.experiment.Progress;
import advect.experiment.spec.ExperimentFile;
import advect.input.InputException;
import advect.study.Findings;
import advect.study.catalogue.Studies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study of digits on pictures that are easy: the digit is the brightest column. */
class DigitsStudyTest {
  @TempDir Path folder;

  @Test
  void easyPicturesAreLearnedByEveryModel() throws IOException {
    Findings found = run(table(65), "epochs: 12\nruns: 2\n");
    for (String model : List.of("ode", "tied", "narrow", "wide")) {
      // by chance 0.9; 40 test rows
      assertThat(figure(found, "error_" + model)).as(model).isLessThan(0.2);
    }
    assertThat(figure(found, "parameters_narrow")).isEqualTo(figure(found, "parameters_ode"));
    // a million times in the tolerance: smaller by far more than ten times
    assertThat(figure(found, "numerical_error_1e-8"))
        .isLessThan(figure(found, "numerical_error_1e-2") / 10);
    assertThat(figure(found, "gradient_error_continuous_adjoint_1e-8")).isCloseTo(0, within(1e-5));
    assertThat(figure(found, "kib_ode_continuous_depth_256"))
        .isLessThan(figure(found, "kib_ode_kept_depth_256") / 5);
    assertThat(found.reference()).containsEntry("error_ode", figure(found, "error_narrow"));
    assertThat(found.pictures()).containsOnlyKeys("dial", "memory");
  }

  @Test
  void anotherTableIsRefused() throws IOException {
    Path table = table(12);
    assertThatThrownBy(() -> run(table, "epochs: 1\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has 12 columns, expected 64 pixels and the digit.");
  }

  @Test
  void tablesThatCannotBeLearnedFromAreRefused() throws IOException {
    List<String> lines = Files.readAllLines(table(65));
    Path few = Files.write(folder.resolve("few.csv"), lines.subList(0, 100));
    assertThatThrownBy(() -> run(few, "epochs: 1\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("few.csv: leaves 60 rows to train on, expected at least 64");
    lines.set(1, lines.get(1).replaceAll(",[0-9]+$", ",3.7"));
    Path half = Files.write(folder.resolve("half.csv"), lines);
    assertThatThrownBy(() -> run(half, "epochs: 1\n"))
        .isInstanceOf(InputException.class)
        .hasMessage("The label of row 2 is 3.7, expected a digit from 0 to 9.");
  }

  private static Findings run(Path table, String settings) {
    String yaml = "name: d\nstudy: digits-ode\ndata: {table: '%s'}\n%s".formatted(table, settings);
    return Studies.of(ExperimentFile.parse(yaml, "test", List.of())).run(2, Progress.NONE);
  }

  private Path table(int columns) throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < 200; row++) {
      int digit = row % 10;
      for (int k = 0; k < columns - 1; k++) {
        rows.append(k % 10 == digit ? 12 + random.nextInt(5) : random.nextInt(8)).append(',');
      }
      rows.append(digit).append('\n');
    }
    return Files.writeString(folder.resolve("digits.csv"), rows);
  }

  private static double figure(Findings found, String name) {
    return requireNonNull(found.test().get(name), name);
  }
}
