package advect.experiment;

import advect.flow.ContinuousFlow;
import advect.plot.Curve;
import advect.plot.CurveFigure;
import advect.plot.Figure;
import advect.plot.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** What a flow on the line looks like: density curves, samples, their way through time. */
final class LinePictures {
  /** Points of a curve for each cell asked for: a curve needs more than a map. */
  private static final int FINER = 4;

  private static final double[] TIMES = {0, 0.25, 0.5, 0.75, 1};

  private final ContinuousFlow flow;
  private final Source source;
  private final DMatrixRMaj samples;

  LinePictures(ContinuousFlow flow, Source source, DMatrixRMaj samples) {
    this.flow = flow;
    this.source = source;
    this.samples = samples;
  }

  void writeTo(Path directory, int grid) throws IOException {
    DMatrixRMaj x = points(FINER * grid);
    List<Curve> densities = new ArrayList<>();
    if (source.known()) densities.add(curve("true density", x, source.trueLogDensity(x)));
    densities.add(curve("learned density", x, flow.logDensity(x)));
    write(CurveFigure.of(densities, name()), directory, "density");
    Curve learned = densities.get(densities.size() - 1);
    write(CurveFigure.of(List.of(learned), samples.data, name()), directory, "samples");
    List<Curve> times = new ArrayList<>();
    for (double t : TIMES) {
      times.add(curve(String.format(Locale.ROOT, "t = %.2f", t), x, flow.until(t).logDensity(x)));
    }
    write(CurveFigure.of(times, name()), directory, "flow");
  }

  private String name() {
    return source.columns().get(0);
  }

  private DMatrixRMaj points(int count) {
    Range range = source.box().x();
    DMatrixRMaj x = new DMatrixRMaj(count, 1);
    for (int i = 0; i < count; i++) {
      x.set(i, 0, range.lo() + range.span() * i / (count - 1.0));
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
