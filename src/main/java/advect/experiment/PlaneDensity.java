package advect.experiment;

import advect.plot.DensityFigure;
import advect.plot.MapStyle;
import advect.plot.chart.Figure;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/** Densities of two columns side by side. */
public final class PlaneDensity {
  private PlaneDensity() {}

  /**
   * A map a density, on one colour scale: of log p where p would be too dark to see.
   *
   * @param logDensities by title, from left to right: log densities, in nats, of points {@code
   *     [rows][2]} inside the box
   * @param cells along each axis
   */
  public static Figure of(
      Map<String, Function<DMatrixRMaj, double[]>> logDensities,
      Box box,
      int cells,
      MapStyle style) {
    DMatrixRMaj centres = Grid.centres(box, cells, cells);
    List<DensityMap> maps = new ArrayList<>();
    logDensities.forEach(
        (title, logDensity) ->
            maps.add(new DensityMap(title, Grid.of(box, cells, cells, logDensity.apply(centres)))));
    List<Grid> grids = maps.stream().map(DensityMap::logp).toList();
    return DensityFigure.of(maps, style.withQuantity(Quantity.suiting(grids)));
  }
}
