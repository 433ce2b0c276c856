package advect.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.experiment.Progress;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.SpecException;
import advect.input.InputException;
import advect.study.catalogue.Studies;
import advect.study.series.StormTracks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the studies of series. */
class SeriesStudiesTest {
  @ParameterizedTest
  @ValueSource(strings = {"spirals", "storms"})
  void aFileAndItsTreeDescribeTheSameStudy(String name) {
    Path file = Path.of("experiments", name + ".yaml");
    Study study = Studies.of(ExperimentFile.read(file, List.of("seed=7")));
    assertThat(study.name()).isEqualTo(name);
    assertThat(study.seed()).isEqualTo(7);
    String yaml =
        study.tree().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("\n"));
    assertThat(Studies.of(ExperimentFile.parse(yaml, "tree", List.of()))).isEqualTo(study);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spirals | observed=[101] | observed must be at most 100, but is 101",
        "spirals | rate=0 | rate must be a finite number greater than 0",
        "spirals | cell=lstm | cell must be one of tanh, gru",
        "storms | validation-until=2010 | validation-until must be at least 2011",
      })
  void mistakesAreNamed(String name, String setting, String message) {
    Path file = Path.of("experiments", name + ".yaml");
    ExperimentFile read = ExperimentFile.read(file, List.of(setting));
    assertThatThrownBy(() -> Studies.of(read))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "13,27,0 | year 1975, month 13, day 27, hour 0",
        "6,31,0 | year 1975, month 6, day 31, hour 0",
        "6,27.5,0 | day is 27.5",
      })
  void fixesWithoutADateAreRefused(String date, String reason, @TempDir Path dir)
      throws IOException {
    Path table = dir.resolve("odd.csv");
    Files.writeString(
        table,
        """
        name,year,month,day,hour,lat,long,wind
        Amy,1975,6,27,0,27.5,-79,25
        Amy,1975,%s,28.5,-79,25
        """
            .formatted(date));
    assertThatThrownBy(() -> StormTracks.read(table.toString()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Row 2 has no date: %s; expected whole numbers in year, month, day and hour."
                .formatted(reason));
  }

  @Test
  void aTableWithoutLongTracksIsAMistakeOfTheCaller(@TempDir Path dir) throws IOException {
    Path table = dir.resolve("short.csv");
    Files.writeString(
        table,
        """
        name,year,month,day,hour,lat,long,wind
        Amy,1975,6,27,0,27.5,-79,25
        Amy,1975,6,27,6,28.5,-79,25
        """);
    Path file = Path.of("experiments", "storms.yaml");
    Study study = Studies.of(ExperimentFile.read(file, List.of("table=" + table)));
    assertThatThrownBy(() -> study.run(1, Progress.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("short.csv: has no track of 72 hours in one of the three periods");
  }
}
