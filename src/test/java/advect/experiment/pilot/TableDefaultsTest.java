package advect.experiment.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.Split;
import advect.experiment.result.Json;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.EnsembleSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.flow.dynamics.Trace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableDefaultsTest {
  private static final DataSpec.TableSpec DATA =
      new DataSpec.TableSpec("t.csv", List.of(), Split.Fractions.DEFAULT);

  @ParameterizedTest
  @CsvSource({"10, 1", "300, 2", "1599, 11", "4898, 11", "45730, 10", "1000000, 3", "3284, 43"})
  void settingsCanBeReadBackAndChanged(long rows, int columns) {
    for (boolean quick : new boolean[] {false, true}) {
      TableDefaults defaults = new TableDefaults(rows, columns, quick, 90, EnsembleSpec.DEFAULT);
      ExperimentSpec spec = defaults.spec("x", DATA, 3);
      String text = Json.line(spec.tree());
      assertThat(ExperimentSpec.parse(text, "settings", List.of())).isEqualTo(spec);
      assertThat(spec.training().last().options().stopping().seconds()).isEqualTo(90);
      assertThat(spec.training().validation().every()).isLessThan(spec.training().iterations());
      assertThat(defaults.sentence(spec)).contains(rows + " rows in " + columns, "at most 90 s");
    }
  }

  @ParameterizedTest
  @CsvSource({"2, true", "4, true", "5, false", "43, false"})
  void theTraceIsEstimatedWhereTheExactOneIsDear(int columns, boolean exact) {
    ExperimentSpec spec =
        new TableDefaults(10_000, columns, false, Double.POSITIVE_INFINITY, EnsembleSpec.DEFAULT)
            .spec("x", DATA, 1);
    assertThat(spec.model().flow().trace() instanceof Trace.Exact).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({
    "300, 5, 2",
    "4999, 5, 2",
    "5000, 5, 3",
    "45730, 8, 3",
    "45730, 20, 2",
    "45730, 21, 2",
    "600, 2, 3"
  })
  void layersFollowRowsAndColumns(long rows, int columns, int layers) {
    TableDefaults defaults =
        new TableDefaults(rows, columns, false, Double.POSITIVE_INFINITY, EnsembleSpec.DEFAULT);
    assertThat(defaults.spec("x", DATA, 1).model().field().hidden()).hasSize(layers);
  }
}
