package advect.experiment;

import advect.flow.ContinuousFlow;
import advect.flow.Density;
import advect.plot.FieldFigure;
import advect.plot.FlowAnimation;
import advect.plot.FlowFigure;
import advect.plot.MapStyle;
import advect.plot.SamplesFigure;
import advect.plot.data.Arrows;
import advect.plot.data.Box;
import advect.plot.data.Cloud;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Paths;
import advect.plot.data.Quantity;
import advect.plot.data.Still;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * What a density in the plane looks like: the density, samples and, of a flow, their way through
 * time and the field.
 */
final class PlanePictures {
  /** Points shown of data and of samples, at most; more would hide one another. */
  private static final int SHOWN = 5000;

  private static final int FRAMES = 31;

  /** Every so many frames is a panel of the flow's picture: times 0, 0.2, ..., 1. */
  private static final int PANEL_EVERY = 6;

  /** Cells of a frame along an axis, at most: frames and panels are small. */
  private static final int FRAME_CELLS = 100;

  private static final int ARROWS = 21;
  private static final int PATHS = 60;
  private static final int PATH_TIMES = 41;
  private static final double FIELD_TIME = 0.5;
  private static final long PATH_SEED = 2;

  private final Density density;
  private final Optional<ContinuousFlow> flow;
  private final Source source;
  private final DMatrixRMaj samples;
  private final Box box;
  private final MapStyle style;

  PlanePictures(
      Density density, Optional<ContinuousFlow> flow, Source source, DMatrixRMaj samples) {
    this.density = density;
    this.flow = flow;
    this.source = source;
    this.samples = samples;
    box = new Box(source.view().ranges().get(0), source.view().ranges().get(1));
    style = MapStyle.DEFAULT.withNames(source.columns().get(0), source.columns().get(1));
  }

  void writeTo(Path directory, int grid) throws IOException {
    density(directory.resolve("density.png"), grid);
    samples(directory.resolve("samples.png"));
    if (flow.isPresent()) throughTime(flow.get(), directory, grid);
  }

  private void throughTime(ContinuousFlow moving, Path directory, int grid) throws IOException {
    field(moving, directory.resolve("field.png"), grid);
    List<Still> frames = frames(moving, Math.min(grid, FRAME_CELLS));
    List<Still> panels =
        IntStream.range(0, FRAMES).filter(k -> k % PANEL_EVERY == 0).mapToObj(frames::get).toList();
    Still end = frames.get(FRAMES - 1);
    MapStyle suited = style.withQuantity(Quantity.suiting(List.of(end.logp())));
    FlowFigure.of(panels, suited).writePng(directory.resolve("flow.png"));
    FlowAnimation.of(frames, Paths.NONE, suited)
        .writeGif(directory.resolve("flow.gif"), FlowAnimation.Pace.DEFAULT);
  }

  private void density(Path file, int cells) throws IOException {
    Map<String, Function<DMatrixRMaj, double[]>> densities = new LinkedHashMap<>();
    source.truth().ifPresent(truth -> densities.put("true density", truth.logDensity()));
    densities.put("learned density", density::logDensity);
    PlaneDensity.of(densities, box, cells, style).writePng(file);
  }

  private void samples(Path file) throws IOException {
    DMatrixRMaj data = Rows.spread(source.view().rows(), SHOWN);
    List<Cloud> clouds =
        List.of(new Cloud("data", data), new Cloud("samples", Rows.head(samples, data.numRows)));
    SamplesFigure.of(clouds, box, style).writePng(file);
  }

  private void field(ContinuousFlow moving, Path file, int cells) throws IOException {
    DMatrixRMaj at = Grid.centres(box, ARROWS, ARROWS);
    FieldFigure.of(
            new DensityMap("field at t = 0.50", logDensity(moving, FIELD_TIME, cells)),
            new Arrows(at, moving.velocity(at, FIELD_TIME)),
            paths(moving),
            style)
        .writePng(file);
  }

  private List<Still> frames(ContinuousFlow moving, int cells) {
    List<Still> frames = new ArrayList<>();
    for (double t : times(FRAMES)) frames.add(new Still(t, logDensity(moving, t, cells)));
    return frames;
  }

  private Grid logDensity(ContinuousFlow moving, double t, int cells) {
    DMatrixRMaj centres = Grid.centres(box, cells, cells);
    return Grid.of(box, cells, cells, moving.until(t).logDensity(centres));
  }

  /** The way of a few draws from base to data. */
  private static Paths paths(ContinuousFlow moving) {
    double[] times = times(PATH_TIMES);
    List<DMatrixRMaj> states = new ArrayList<>();
    for (double t : times) states.add(moving.until(t).sample(PATHS, PATH_SEED));
    return Paths.of(times, states);
  }

  private static double[] times(int count) {
    double[] times = new double[count];
    for (int k = 0; k < count; k++) times[k] = k / (count - 1.0);
    return times;
  }
}
