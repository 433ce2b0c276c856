package advect.bench;

import advect.plot.GrowthFigure;
import advect.plot.GrowthFigure.Growth;
import advect.plot.GrowthFigure.Law;
import advect.plot.chart.Figure;
import advect.plot.data.Curve;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A picture of each cost curve: time at the left, memory at the right. */
public final class CostPictures {
  private CostPictures() {}

  /** Writes a PNG a curve, by its name, into a directory. */
  public static void write(List<CostCurve> curves, Path directory) throws IOException {
    for (CostCurve curve : curves) {
      figure(curve).writePng(directory.resolve(curve.name() + ".png"));
    }
  }

  static Figure figure(CostCurve curve) {
    return GrowthFigure.of(
        List.of(
            new Growth(
                "loss and gradient, ms",
                curve.name().equals(Sweeps.THREADS) ? Law.INVERSE : Law.PROPORTIONAL,
                lines(curve, CostCurve.Point::forwardGradientMs)),
            new Growth(
                "memory held, MiB",
                Law.PROPORTIONAL,
                lines(curve, CostCurve.Point::heldMebibytes))),
        curve.axis(),
        curve.fixed());
  }

  private static List<Curve> lines(CostCurve curve, ToDoubleFunction<CostCurve.Point> quantity) {
    return curve.series().stream()
        .map(
            s ->
                Curve.of(
                    s.name(),
                    s.points().stream().mapToDouble(CostCurve.Point::value).toArray(),
                    s.points().stream().mapToDouble(quantity).toArray()))
        .toList();
  }
}
