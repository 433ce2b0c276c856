package advect.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import advect.data.Split;
import advect.data.prepare.LinearMode;
import advect.data.prepare.PreprocessingOptions;
import advect.data.table.Table;
import advect.data.toy.ToyDistribution;
import advect.experiment.learned.Blend;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.ExperimentSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class SourceTest {
  private static final int ROWS = 40;

  /** Value i in row i tells where a row went. */
  private final Table table = new Table("t.csv", List.of("a"), counting());

  @Test
  void everyRowOfATableHasOnePart() {
    Source source = source(new Split.Fractions(0.2, 0.1), 32, 1);
    double[] batch = source.training().batches().usual().batch(0).x().data;
    List<Double> all = new ArrayList<>();
    for (double[] part :
        List.of(batch, source.held().validation().data, source.held().test().data)) {
      for (double value : part) all.add(value);
    }
    // 40 rows make 8 to validate, 4 to test and 28 to train, which is what a batch holds at most.
    assertThat(source.held().validation().numRows).isEqualTo(8);
    assertThat(source.held().test().numRows).isEqualTo(4);
    assertThat(batch).hasSize(28);
    assertThat(all).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(source.truth()).isEmpty();
    assertThat(source.columns()).containsExactly("a");
  }

  @Test
  void onlyTrainingRowsAreTrainedOnAndStandardiseTheData() {
    Source source = source(new Split.Fractions(0.3, 0.3), 5, 1);
    TreeSet<Double> trained = new TreeSet<>();
    for (int i = 0; i < 20; i++) {
      for (double value : source.training().batches().usual().batch(i).x().data) trained.add(value);
    }
    assertThat(trained).hasSize(16);
    double mean = trained.stream().mapToDouble(v -> v).average().orElseThrow();
    double variance =
        trained.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertThat(source.training().standardization().shift(0)).isEqualTo(mean, within());
    assertThat(source.training().standardization().scale(0))
        .isEqualTo(Math.sqrt(variance), within());
  }

  /** Of 400 rows 200 have values of their own, and about 40 of these validate. */
  @Test
  void rowsThatRepeatTrainingRowsJudgeNothingElse() {
    Source source = sourceOf(alike(200));
    double[] judges = CommonOps_DDRM.extractColumn(source.judges(), 0, null).data;
    DMatrixRMaj train = source.table().orElseThrow().train();
    assertThat(judges).hasSizeBetween(Blend.LEAST_ROWS, source.held().validation().numRows - 1);
    assertThat(judges).doesNotContain(CommonOps_DDRM.extractColumn(train, 0, null).data);
    Source repeated = sourceOf(alike(0));
    assertThat(repeated.judges()).isSameAs(repeated.held().validation());
  }

  /** Rows of four equal numbers, from here on of twenty values: 400 (20/400)⁴ is .0025. */
  private static DMatrixRMaj alike(int from) {
    DMatrixRMaj values = new DMatrixRMaj(400, 4);
    for (int i = 0; i < 400; i++) {
      for (int j = 0; j < 4; j++) values.set(i, j, i < from ? i : i % 20);
    }
    return values;
  }

  private static Source sourceOf(DMatrixRMaj values) {
    Table rows = new Table("t.csv", List.of("a", "b", "c", "d").subList(0, values.numCols), values);
    PreprocessingOptions plain = PreprocessingOptions.PLAIN.with(LinearMode.NONE);
    return Source.table(TableData.of(rows, new Split.Fractions(0.2, 0.1), plain, 1), 32);
  }

  @Test
  void aTableIsSplitByTheSeed() {
    double[] one = source(Split.Fractions.DEFAULT, 32, 1).held().test().data;
    double[] again = source(Split.Fractions.DEFAULT, 32, 1).held().test().data;
    double[] other = source(Split.Fractions.DEFAULT, 32, 2).held().test().data;
    assertThat(again).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void picturesShowAllRowsWithRoomAroundThem() {
    Source source = source(Split.Fractions.DEFAULT, 32, 1);
    assertThat(source.view().rows().numRows).isEqualTo(ROWS);
    assertThat(source.view().ranges().get(0).lo()).isEqualTo(-0.15 * (ROWS - 1), within());
    assertThat(source.view().ranges().get(0).hi()).isEqualTo(1.15 * (ROWS - 1), within());
  }

  @Test
  void picturesShowMostRowsWhereAFewAreFarOut() {
    DMatrixRMaj values = new DMatrixRMaj(1001, 1);
    for (int i = 0; i < 1000; i++) values.set(i, 0, i);
    values.set(1000, 0, 1e6);
    Table outlier = new Table("t.csv", List.of("a"), values);
    PreprocessingOptions plain = PreprocessingOptions.PLAIN.with(LinearMode.NONE);
    Source source = Source.table(TableData.of(outlier, Split.Fractions.DEFAULT, plain, 1), 32);
    // 0.5 % of a thousand rows at each end are five, of which the outlier is one
    assertThat(source.view().ranges().get(0).lo()).isEqualTo(5 - 0.15 * 990, within());
    assertThat(source.view().ranges().get(0).hi()).isEqualTo(995 + 0.15 * 990, within());
  }

  @Test
  void aToyIsDrawnAfreshForEveryPurposeAndAlikeForEqualSeeds() {
    Source source = toy("seed=1");
    List<double[]> draws =
        List.of(
            source.training().batches().usual().batch(0).x().data,
            source.training().batches().usual().batch(1).x().data,
            source.held().validation().data,
            source.held().test().data);
    assertThat(draws.stream().map(d -> Arrays.toString(Arrays.copyOf(d, 8))))
        .doesNotHaveDuplicates();
    assertThat(source.training().batches().usual().batch(1).x().data).isEqualTo(draws.get(1));
    assertThat(toy("seed=1").held().test().data).isEqualTo(source.held().test().data);
    assertThat(toy("seed=2").held().test().data).isNotEqualTo(source.held().test().data);
    assertThat(source.truth().orElseThrow().entropy())
        .isEqualTo(ToyDistribution.named("circles").entropy());
  }

  private Source source(Split.Fractions fractions, int batch, long seed) {
    PreprocessingOptions plain = PreprocessingOptions.PLAIN.with(LinearMode.NONE);
    return Source.table(TableData.of(table, fractions, plain, seed), batch);
  }

  private static Source toy(String setting) {
    return Source.toy(ToyDistribution.named("circles"), spec(setting));
  }

  private static ExperimentSpec spec(String setting) {
    String key = setting.startsWith("batch") ? "training." + setting : setting;
    String yaml = "name: x\ndata: {toy: circles}\nevaluate: {samples: 50}\n";
    ExperimentSpec spec = ExperimentSpec.parse(yaml, "x.yaml", List.of(key));
    assertThat(spec.data()).isInstanceOf(DataSpec.ToySpec.class);
    return spec;
  }

  /** Round-off of some tens of additions. */
  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-12);
  }

  private static DMatrixRMaj counting() {
    DMatrixRMaj values = new DMatrixRMaj(ROWS, 1);
    for (int i = 0; i < ROWS; i++) values.set(i, 0, i);
    return values;
  }
}
