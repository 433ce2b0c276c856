package advect.experiment;

import advect.flow.ContinuousFlow;
import advect.plot.Arrows;
import advect.plot.Box;
import advect.plot.Cloud;
import advect.plot.DensityFigure;
import advect.plot.DensityMap;
import advect.plot.FieldFigure;
import advect.plot.FlowAnimation;
import advect.plot.FlowFigure;
import advect.plot.Grid;
import advect.plot.MapStyle;
import advect.plot.Paths;
import advect.plot.SamplesFigure;
import advect.plot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** What a flow in the plane looks like: density, samples, their way through time, the field. */
final class PlanePictures {
  /** Points shown of data and samples each; more would hide one another. */
  private static final int SHOWN = 5000;

  private static final double[] TIMES = {0, 0.2, 0.4, 0.6, 0.8, 1};
  private static final int FRAMES = 36;
  private static final int FRAME_CELLS = 120;
  private static final int ARROWS = 21;
  private static final int PATHS = 60;
  private static final int PATH_TIMES = 41;
  private static final double FIELD_TIME = 0.5;
  private static final long PATH_SEED = 2;

  private final ContinuousFlow flow;
  private final Source source;
  private final DMatrixRMaj samples;
  private final Box box;
  private final MapStyle style;

  PlanePictures(ContinuousFlow flow, Source source, DMatrixRMaj samples) {
    this.flow = flow;
    this.source = source;
    this.samples = samples;
    box = source.box();
    style = MapStyle.DEFAULT.withNames(source.columns().get(0), source.columns().get(1));
  }

  void writeTo(Path directory, int grid) throws IOException {
    density(directory.resolve("density.png"), grid);
    samples(directory.resolve("samples.png"));
    flow(directory.resolve("flow.png"), grid);
    field(directory.resolve("field.png"), grid);
    animation(directory.resolve("flow.gif"));
  }

  private void density(Path file, int cells) throws IOException {
    List<DensityMap> maps = new ArrayList<>();
    if (source.known()) {
      DMatrixRMaj centres = Grid.centres(box, cells, cells);
      Grid truth = Grid.of(box, cells, cells, source.trueLogDensity(centres));
      maps.add(new DensityMap("true density", truth));
    }
    maps.add(new DensityMap("learned density", logDensity(1, cells)));
    DensityFigure.of(maps, style).writePng(file);
  }

  private void samples(Path file) throws IOException {
    List<Cloud> clouds =
        List.of(new Cloud("data", head(source.validation())), new Cloud("samples", head(samples)));
    SamplesFigure.of(clouds, box, style).writePng(file);
  }

  private void flow(Path file, int cells) throws IOException {
    FlowFigure.of(snapshots(TIMES, cells), style).writePng(file);
  }

  private void field(Path file, int cells) throws IOException {
    DMatrixRMaj at = Grid.centres(box, ARROWS, ARROWS);
    FieldFigure.of(
            new DensityMap("field at t = 0.50", logDensity(FIELD_TIME, cells)),
            new Arrows(at, flow.velocity(at, FIELD_TIME)),
            paths(),
            style)
        .writePng(file);
  }

  private void animation(Path file) throws IOException {
    FlowAnimation.of(snapshots(times(FRAMES), FRAME_CELLS), Paths.NONE, style)
        .writeGif(file, FlowAnimation.Pace.DEFAULT);
  }

  private List<Snapshot> snapshots(double[] times, int cells) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (double t : times) snapshots.add(new Snapshot(t, logDensity(t, cells)));
    return snapshots;
  }

  private Grid logDensity(double t, int cells) {
    DMatrixRMaj centres = Grid.centres(box, cells, cells);
    return Grid.of(box, cells, cells, flow.until(t).logDensity(centres));
  }

  /** The way of a few draws from base to data. */
  private Paths paths() {
    double[] times = times(PATH_TIMES);
    List<DMatrixRMaj> states = new ArrayList<>();
    for (double t : times) states.add(flow.until(t).sample(PATHS, PATH_SEED));
    return Paths.of(times, states);
  }

  private static double[] times(int count) {
    double[] times = new double[count];
    for (int k = 0; k < count; k++) times[k] = k / (count - 1.0);
    return times;
  }

  private static DMatrixRMaj head(DMatrixRMaj points) {
    int rows = Math.min(SHOWN, points.numRows);
    DMatrixRMaj head = new DMatrixRMaj(rows, points.numCols);
    System.arraycopy(points.data, 0, head.data, 0, head.getNumElements());
    return head;
  }
}
