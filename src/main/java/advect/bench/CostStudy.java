package advect.bench;

import advect.bench.CostCurve.KindCosts;
import advect.bench.CostCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How time and memory grow with rows, dimensions, width, steps and threads. */
public final class CostStudy {
  /** The compiler has met the kernels before; a new shape needs but little. */
  private static final Stopwatch QUICK = new Stopwatch(0.3, 5);

  private static final double FLOP_PER_MILLI_PER_GFLOPS = 1e6;

  private final List<Sweep> sweeps;
  private final Stopwatch stopwatch;

  CostStudy(List<Sweep> sweeps, Stopwatch stopwatch) {
    this.sweeps = List.copyOf(sweeps);
    this.stopwatch = stopwatch;
  }

  /** The whole study, a few minutes, for a machine with {@code cores} cores. */
  public static CostStudy on(int cores) {
    return new CostStudy(Sweeps.on(cores), QUICK);
  }

  /**
   * Measures everything.
   *
   * @param progress hears what is being measured
   */
  public List<CostCurve> measure(Consumer<String> progress) {
    progress.accept("warm-up");
    sweeps.forEach(sweep -> sweep.kinds().forEach(kind -> run(kind, sweep.values().get(0))));
    List<CostCurve> curves = new ArrayList<>();
    for (Sweep sweep : sweeps) {
      List<KindCosts> series = new ArrayList<>();
      for (Sweep.WorkKind kind : sweep.kinds()) series.add(series(sweep, kind, progress));
      curves.add(new CostCurve(sweep.name(), sweep.axis(), sweep.fixed(), series));
    }
    return curves;
  }

  private KindCosts series(Sweep sweep, Sweep.WorkKind kind, Consumer<String> progress) {
    List<Point> points = new ArrayList<>();
    for (int value : sweep.values()) {
      progress.accept("%s, %d %s".formatted(kind.name(), value, sweep.axis()));
      points.add(run(kind, value));
    }
    return new KindCosts(kind.name(), points);
  }

  private Point run(Sweep.WorkKind kind, int value) {
    Sweep.PlannedWork task = kind.task().apply(value);
    Cost cost = Cost.of(task.shape(), task.conditions(), stopwatch);
    double gflops = task.shape().gradientFlop() / cost.millis() / FLOP_PER_MILLI_PER_GFLOPS;
    return new Point(value, cost.millis(), cost.mebibytes(), gflops);
  }
}
