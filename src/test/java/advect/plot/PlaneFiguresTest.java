package advect.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import advect.plot.data.Arrows;
import advect.plot.data.Box;
import advect.plot.data.Cloud;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Paths;
import advect.plot.data.Range;
import advect.plot.data.Still;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Samples, flow and field. */
class PlaneFiguresTest {
  private static final MapStyle STYLE = MapStyle.DEFAULT.withNames("x", "y");

  @Test
  void panelsLineUpAndShareTheirSize() {
    List<Still> snapshots = new ArrayList<>();
    for (int k = 0; k < 6; k++) snapshots.add(new Still(k / 5.0, Shapes.flow(k / 5.0, 20)));
    List<Rectangle2D> plots = FlowFigure.of(snapshots, STYLE).plots();
    assertThat(plots).hasSize(6);
    for (int k = 0; k < 6; k++) {
      assertThat(plots.get(k).getX()).isEqualTo(plots.get(k % 3).getX());
      assertThat(plots.get(k).getY()).isEqualTo(plots.get(k / 3 * 3).getY());
      assertThat(plots.get(k).getWidth()).isEqualTo(plots.get(k).getHeight());
    }
  }

  @Test
  void manyPointsBecomeAHistogramWithAColourBar() {
    Cloud few = new Cloud("few", Shapes.points(500, 1, 1));
    Cloud many = new Cloud("many", Shapes.points(SamplesFigure.MOST_POINTS + 1, 1, 1));
    assertThat(SamplesFigure.of(List.of(few, few), Shapes.BOX, STYLE).plots()).hasSize(2);
    assertThat(SamplesFigure.of(List.of(few, many), Shapes.BOX, STYLE).plots()).hasSize(3);
  }

  @Test
  void aCloudsHistogramHoldsTheShareOfPointsInTheBox() {
    DMatrixRMaj points = new DMatrixRMaj(new double[][] {{0, 0}, {1, 1}, {9, 0}, {Double.NaN, 0}});
    Grid logp = new Cloud("points", points).logHistogram(Box.of(-2, 2, -2, 2), 4, 4);
    double mass = 0;
    for (double v : logp.values()) mass += Math.exp(v) * logp.cellArea();
    assertThat(mass).isCloseTo(0.5, Offset.offset(1e-12));
  }

  @Test
  void oddInputStillGivesPictures() {
    Cloud empty = new Cloud("empty", new DMatrixRMaj(0, 2));
    Cloud broken = new Cloud("broken", new DMatrixRMaj(new double[][] {{Double.NaN, 1e300}}));
    SamplesFigure.of(List.of(empty, broken), Box.covering(broken.points(), 0.1), STYLE).image(1);
    DMatrixRMaj at = Grid.centres(Shapes.BOX, 2, 2);
    DMatrixRMaj wild = new DMatrixRMaj(4, 2);
    wild.fill(Double.NaN);
    wild.set(0, 0, Double.POSITIVE_INFINITY);
    DensityMap map = new DensityMap("field", Shapes.eightGaussians(10));
    for (Arrows arrows :
        List.of(Arrows.NONE, new Arrows(at, new DMatrixRMaj(4, 2)), new Arrows(at, wild))) {
      FieldFigure.of(map, arrows, Paths.NONE, STYLE).image(1);
    }
  }

  @Test
  void pathsAreLinearBetweenTheirTimes() {
    Paths paths =
        Paths.of(
            new double[] {0, 0.5, 1},
            List.of(
                new DMatrixRMaj(new double[][] {{0, 0}}),
                new DMatrixRMaj(new double[][] {{2, 4}}),
                new DMatrixRMaj(new double[][] {{2, 0}})));
    assertThat(paths.points(0.25).data).containsExactly(1, 2);
    assertThat(paths.points(0.75).data).containsExactly(2, 2);
    assertThat(paths.points(7).data).containsExactly(2, 0);
  }

  @Test
  void theFieldsPictureNamesWhatDoesNotFit() {
    assertThatThrownBy(() -> new Arrows(new DMatrixRMaj(3, 2), new DMatrixRMaj(4, 2)))
        .hasMessageContaining("expected at and velocity [n][2], got [3][2] and [4][2]");
    assertThatThrownBy(() -> new Cloud("data", new DMatrixRMaj(3, 1)))
        .hasMessage("data: expected points [n][2], got [3][1]");
    assertThatThrownBy(() -> Paths.of(new double[] {0, 1}, List.of(new DMatrixRMaj(1, 2))))
        .hasMessageContaining("2 times, 1 states");
    assertThatThrownBy(() -> Grid.of(Shapes.BOX, 2, 3, new double[5]))
        .hasMessage("a grid of [ny=3][nx=2] cells does not fit 5 values");
    assertThatThrownBy(() -> new Range(1, Double.NaN)).hasMessageContaining("[1.0, NaN]");
  }
}
