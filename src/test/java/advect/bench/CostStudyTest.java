package advect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import advect.kernel.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostStudyTest {
  private static final WorkShape TINY = new WorkShape(2, 8, 2, 16, TraceChoice.EXACT, 2);

  @TempDir private Path dir;

  @Test
  void everyPointIsMeasuredAndDrawn() throws Exception {
    Sweep sweep =
        new Sweep(
            "rows",
            "rows in a batch",
            "little work",
            Sweeps.doubling(16, 32),
            List.of(
                kind("checkpointed", AdjointChoice.CHECKPOINTED),
                kind("continuous", AdjointChoice.CONTINUOUS)));
    List<String> heard = new ArrayList<>();
    List<CostCurve> curves = new CostStudy(List.of(sweep), new Stopwatch(0, 1)).measure(heard::add);
    assertThat(heard).hasSize(1 + 2 * 2).contains("continuous, 32 rows in a batch");
    assertThat(curves).hasSize(1);
    for (CostCurve.KindCosts series : curves.get(0).series()) {
      assertThat(series.points()).extracting(CostCurve.Point::value).containsExactly(16, 32);
      assertThat(series.points()).allMatch(p -> p.forwardGradientMs() > 0 && p.gflops() > 0);
    }
    CostPictures.write(curves, dir);
    assertThat(dir.resolve("rows.png")).isNotEmptyFile();
    assertThat(curves.get(0).tree().keySet()).containsExactly("name", "axis", "fixed", "series");
  }

  private static Sweep.WorkKind kind(String name, AdjointChoice adjoint) {
    return new Sweep.WorkKind(
        name,
        rows ->
            new Sweep.PlannedWork(
                TINY.withRows(rows), new Conditions(Precision.FLOAT32, adjoint, 1)));
  }

  @Test
  void theSweepsDoubleAndUseEveryCore() {
    assertThat(Sweeps.doubling(2, 20)).containsExactly(2, 4, 8, 16);
    assertThat(Sweeps.threads(1)).containsExactly(1);
    assertThat(Sweeps.threads(6)).containsExactly(1, 2, 4, 6);
    assertThat(Sweeps.on(2)).extracting(Sweep::name).doesNotHaveDuplicates();
  }

  /** z at accepted steps: 16 rows, 2 coordinates, 8 bytes a number; half of it leaves room. */
  @Test
  void checkpointsGrowWithTheStepsAndTheContinuousAdjointDoesNot() {
    double bytes = 16.0 * 2 * 8;
    int few = 200;
    int many = 2_000;
    double growth =
        held(TINY.withSteps(many), AdjointChoice.CHECKPOINTED)
            - held(TINY.withSteps(few), AdjointChoice.CHECKPOINTED);
    assertThat(growth).isGreaterThan(bytes * (many - few) / (1 << 20) / 2);
    assertThat(held(TINY.withSteps(many), AdjointChoice.CONTINUOUS)).isLessThan(growth);
  }

  /** What the first work held is not yet free when it ends, and must not hide the second's. */
  @Test
  void memoryIsMeasuredAfterTheWorkBefore() {
    WorkShape shard = new WorkShape(2, 64, 3, 128, TraceChoice.EXACT, 2);
    // the activations of one layer at least: 64 units, 128 rows, a value and two tangents, float32
    double least = 64.0 * 128 * 3 * 4 / (1 << 20);
    for (int i = 0; i < 3; i++) {
      assertThat(held(shard, AdjointChoice.CHECKPOINTED)).isGreaterThan(least);
    }
  }

  private static double held(WorkShape shape, AdjointChoice adjoint) {
    return Cost.of(shape, new Conditions(Precision.FLOAT32, adjoint, 1), new Stopwatch(0, 1))
        .mebibytes();
  }
}
