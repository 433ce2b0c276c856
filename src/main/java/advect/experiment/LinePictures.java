package advect.experiment;

import advect.flow.ContinuousFlow;
import advect.flow.Density;
import advect.plot.CurveFigure;
import advect.plot.FieldFigure;
import advect.plot.MapStyle;
import advect.plot.chart.Figure;
import advect.plot.data.Arrows;
import advect.plot.data.Box;
import advect.plot.data.Curve;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.plot.data.Paths;
import advect.plot.data.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * What a density on the line looks like: curves, samples and, of a flow, their way through time.
 */
final class LinePictures {
  /** Points of a curve for each cell asked for: a curve needs more than a map. */
  private static final int FINER = 4;

  private static final int TIMES = 101;
  private static final int PATHS = 40;
  private static final long PATH_SEED = 2;

  private final Density density;
  private final Optional<ContinuousFlow> flow;
  private final Source source;
  private final DMatrixRMaj samples;

  LinePictures(Density density, Optional<ContinuousFlow> flow, Source source, DMatrixRMaj samples) {
    this.density = density;
    this.flow = flow;
    this.source = source;
    this.samples = samples;
  }

  void writeTo(Path directory, int grid) throws IOException {
    DMatrixRMaj x = points(FINER * grid);
    Curve learned = curve("learned density", x, density.logDensity(x));
    List<Curve> densities =
        Stream.concat(
                source.truth().stream().map(t -> curve("true density", x, t.logDensity().apply(x))),
                Stream.of(learned))
            .toList();
    write(CurveFigure.of(densities, name()), directory, "density");
    write(CurveFigure.of(List.of(learned), samples.data, name()), directory, "samples");
    if (flow.isPresent()) throughTime(flow.get(), directory.resolve("flow.png"), grid);
  }

  private void throughTime(ContinuousFlow moving, Path file, int grid) throws IOException {
    MapStyle style = MapStyle.DEFAULT.withNames("time t", name());
    FieldFigure.of(new DensityMap("", overTime(moving, grid)), Arrows.NONE, paths(moving), style)
        .writePng(file);
  }

  /** Log density at every x for a column of cells a time, from base to data. */
  private Grid overTime(ContinuousFlow moving, int cells) {
    Box box = new Box(new Range(0, 1), range());
    DMatrixRMaj x = new DMatrixRMaj(cells, 1);
    for (int j = 0; j < cells; j++) x.set(j, 0, range().lo() + (j + 0.5) * range().span() / cells);
    double[] logp = new double[TIMES * cells];
    for (int i = 0; i < TIMES; i++) {
      double[] now = moving.until((i + 0.5) / TIMES).logDensity(x);
      for (int j = 0; j < cells; j++) logp[j * TIMES + i] = now[j];
    }
    return Grid.of(box, TIMES, cells, logp);
  }

  /** The way of a few draws from base to data, as points (t, x). */
  private static Paths paths(ContinuousFlow moving) {
    double[] times = new double[TIMES];
    List<DMatrixRMaj> states = new ArrayList<>();
    for (int k = 0; k < TIMES; k++) {
      times[k] = k / (TIMES - 1.0);
      DMatrixRMaj x = moving.until(times[k]).sample(PATHS, PATH_SEED);
      DMatrixRMaj state = new DMatrixRMaj(PATHS, 2);
      for (int i = 0; i < PATHS; i++) {
        state.set(i, 0, times[k]);
        state.set(i, 1, x.get(i, 0));
      }
      states.add(state);
    }
    return Paths.of(times, states);
  }

  private String name() {
    return source.columns().get(0);
  }

  private Range range() {
    return source.view().ranges().get(0);
  }

  private DMatrixRMaj points(int count) {
    DMatrixRMaj x = new DMatrixRMaj(count, 1);
    for (int i = 0; i < count; i++) {
      x.set(i, 0, range().lo() + range().span() * i / (count - 1.0));
    }
    return x;
  }

  private static Curve curve(String name, DMatrixRMaj x, double[] logp) {
    double[] p = new double[logp.length];
    for (int i = 0; i < p.length; i++) p[i] = Math.exp(logp[i]);
    return Curve.of(name, x.data.clone(), p);
  }

  private static void write(Figure figure, Path directory, String name) throws IOException {
    figure.writePng(directory.resolve(name + ".png"));
    figure.writeSvg(directory.resolve(name + ".svg"));
  }
}
