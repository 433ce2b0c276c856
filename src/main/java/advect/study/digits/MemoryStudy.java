package advect.study.digits;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.field.BoundField;
import advect.field.layered.Mlp;
import advect.flow.dynamics.FlowDynamics;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.DifferentiableSolve;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.SolverChoice;
import advect.parallel.RandomStreams;
import advect.plot.ChartFigure;
import advect.plot.ChartFigure.AxisQuantity;
import advect.plot.ChartFigure.Chart;
import advect.plot.ChartFigure.Line;
import advect.plot.data.Curve;
import advect.study.Findings;
import advect.study.LiveHeap;
import advect.study.Study;
import advect.study.Trainings;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Live heap of a solve and its gradient against the number of steps and of layers, for each way to
 * differentiate: what the adjoint method is for (Chen et al. 2018, section 2).
 *
 * @param dim of the state
 * @param width of every hidden layer
 * @param samples in a shard
 * @param steps of classical Runge-Kutta, ascending
 * @param depths hidden layers, ascending
 */
public record MemoryStudy(
    String name,
    long seed,
    int dim,
    int width,
    int samples,
    List<Integer> steps,
    List<Integer> depths)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "memory";

  private static final List<Integer> STEPS = List.of(8, 16, 32, 64, 128, 256, 512, 1024);
  private static final List<Integer> DEPTHS = List.of(1, 2, 4, 8, 16);

  /** Steps while layers are counted. */
  private static final int FIXED_STEPS = 64;

  /** Layers while steps are counted. */
  private static final int FIXED_DEPTH = 2;

  /** A way to differentiate, by name. */
  private record Way(String name, String key) {
    GradientMethod through(RungeKutta solver) {
      return switch (key) {
        case "continuous" -> new ContinuousAdjoint(solver);
        case "checkpointed" -> new CheckpointedAdjoint(solver, 0);
        default -> new CheckpointedAdjoint(solver, Long.MAX_VALUE);
      };
    }
  }

  private static final List<Way> WAYS =
      List.of(
          new Way("all activations kept", "kept"),
          new Way("checkpointed adjoint", "checkpointed"),
          new Way("continuous adjoint", "continuous"));

  /** Requires sizes and at least two counts of each kind. */
  public MemoryStudy {
    Check.between("dim", dim, 1, 10_000);
    Check.between("width", width, 1, 10_000);
    Check.between("samples", samples, 1, 10_000);
    steps = counts("steps", steps, 100_000);
    depths = counts("depths", depths, 100);
  }

  private static List<Integer> counts(String key, List<Integer> counts, int most) {
    Check.that(counts.size() >= 2, key, "must be at least two numbers, but is " + counts);
    for (int count : counts) Check.between(key, count, 1, most);
    return counts.stream().sorted().distinct().toList();
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s = file.section("dim", "width", "samples", "steps", "depths");
    return s.make(
        () ->
            new MemoryStudy(
                file.name(s),
                file.seed(s),
                s.whole("dim", 8),
                s.whole("width", 64),
                s.whole("samples", 64),
                s.wholes("steps", STEPS),
                s.wholes("depths", DEPTHS)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("dim", dim);
    settings.put("width", width);
    settings.put("samples", samples);
    settings.put("steps", steps);
    settings.put("depths", depths);
    return settings;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    Map<String, Double> test = new LinkedHashMap<>();
    List<Line> bySteps = new ArrayList<>();
    List<Line> byDepth = new ArrayList<>();
    for (Way way : WAYS) kibibytes(way, FIXED_STEPS, FIXED_DEPTH); // what is loaded once
    for (int i = 0; i < WAYS.size(); i++) {
      Way way = WAYS.get(i);
      progress.phase("measuring " + way.name());
      double[] ofSteps = steps.stream().mapToDouble(n -> kibibytes(way, n, FIXED_DEPTH)).toArray();
      double[] ofDepth = depths.stream().mapToDouble(n -> kibibytes(way, FIXED_STEPS, n)).toArray();
      bySteps.add(line(way.name(), steps, ofSteps, i));
      byDepth.add(line("", depths, ofDepth, i));
      note(test, way.key() + "_kib_steps_", steps, ofSteps);
      note(test, way.key() + "_kib_depth_", depths, ofDepth);
    }
    AxisQuantity memory = AxisQuantity.logarithmic("live heap of a solve and its gradient (KiB)");
    Chart left = new Chart("", AxisQuantity.logarithmic("steps of RK4"), memory, bySteps);
    Chart right = new Chart("", AxisQuantity.logarithmic("hidden layers"), memory, byDepth);
    return new Findings(
        protocol(),
        test,
        Findings.beside(test, "continuous", "kept"),
        Map.of(),
        Map.of("memory", ChartFigure.of(List.of(left, right), 2)));
  }

  private String protocol() {
    return ("Heap in use after a collection, with a solve and its gradient just done and still"
            + " reachable, minus the same before either existed. A perceptron of dimension %d and"
            + " width %d in float64 on %d samples; steps are counted at %d hidden layers, layers at %d"
            + " steps of classical Runge-Kutta.")
        .formatted(dim, width, samples, FIXED_DEPTH, FIXED_STEPS);
  }

  private static Line line(String name, List<Integer> counts, double[] kibibytes, int color) {
    double[] x = counts.stream().mapToDouble(Integer::doubleValue).toArray();
    return new Line(Curve.of(name, x, kibibytes), ChartFigure.Style.MARKED, color);
  }

  private static void note(
      Map<String, Double> test, String key, List<Integer> counts, double[] kibibytes) {
    test.put(key + counts.get(0), kibibytes[0]);
    int last = counts.size() - 1;
    test.put(key + counts.get(last), kibibytes[last]);
  }

  private double kibibytes(Way way, int steps, int depth) {
    Mlp field =
        Mlp.tanh(dim, Collections.nCopies(depth, width).stream().mapToInt(w -> w).toArray());
    RandomStreams streams = new RandomStreams(seed);
    double[] theta = field.initialParameters(streams.stream(RandomStreams.Purpose.PARAMETERS));
    double[] z = new double[dim * samples];
    var rng = streams.stream(RandomStreams.Purpose.TRAINING_DATA);
    for (int i = 0; i < z.length; i++) z[i] = rng.nextGaussian();
    double[] thetaBar = new double[theta.length];
    double[] zbar = z.clone();
    RungeKutta solver = (RungeKutta) new SolverChoice("rk4", null, steps, null).solver();
    double before = LiveHeap.kibibytes();
    DifferentiableSolve solve = way.through(solver).on(system(field, theta));
    try {
      solve.forward(0, 1, z);
      solve.backward(zbar, thetaBar);
      return LiveHeap.kibibytes() - before;
    } finally {
      Reference.reachabilityFence(solve);
    }
  }

  private FlowDynamics system(Mlp field, double[] theta) {
    BoundField bound = field.bind(Precision.FLOAT64);
    bound.parameters(theta);
    return new FlowDynamics(bound, dim, samples, 0);
  }
}
