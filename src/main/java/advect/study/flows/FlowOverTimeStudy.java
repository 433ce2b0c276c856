package advect.study.flows;

import advect.data.toy.Interval;
import advect.data.toy.ToyDistribution;
import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.FieldSpec;
import advect.experiment.spec.Section;
import advect.experiment.spec.SolverFormat;
import advect.ode.SolverChoice;
import advect.parallel.Parallelism;
import advect.plot.FlowFigure;
import advect.plot.MapStyle;
import advect.plot.chart.Figure;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.study.Findings;
import advect.study.Study;
import advect.study.Trainings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Densities on their way from the base to the data: a continuous flow beside planar layers, both
 * trained by maximum likelihood (Chen et al. 2018, section 4.2 and figure 5).
 *
 * @param toys names of distributions of the plane
 * @param batch draws an iteration
 * @param planar flows of layers
 * @param continuous flows of a field
 */
public record FlowOverTimeStudy(
    String name,
    long seed,
    List<String> toys,
    int batch,
    PlanarFlows planar,
    ContinuousFlows continuous)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "flow-over-time";

  private static final List<String> TOYS = List.of("two-circles", "two-moons");
  private static final double TOLERANCE = 1e-3;
  private static final double[] SHARES = {0.05, 0.2, 0.4, 0.6, 0.8, 1};
  private static final int CELLS = 160;

  /**
   * Planar flows.
   *
   * @param layers how many
   * @param effort of their training
   */
  record PlanarFlows(int layers, Effort effort) {
    private static final PlanarFlows DEFAULT = new PlanarFlows(64, new Effort(5000, 7e-3, 1));

    /** Requires a layer. */
    PlanarFlows {
      Check.between("layers", layers, 1, 1000);
    }

    private static PlanarFlows read(Section s) {
      return new PlanarFlows(
          s.whole("layers", DEFAULT.layers), Effort.read(s, "planar", DEFAULT.effort));
    }
  }

  /**
   * Continuous flows.
   *
   * @param field whose flow it is
   * @param effort of its training
   * @param solver in training
   */
  record ContinuousFlows(FieldSpec field, Effort effort, SolverChoice solver) {
    private static final Effort EFFORT = new Effort(5000, 5e-3, 1);

    /** Requires a solver that can be differentiated. */
    ContinuousFlows {
      HyperFlows.own(solver);
    }

    private static ContinuousFlows read(Section s) {
      return new ContinuousFlows(
          FieldSpec.read(s), Effort.read(s, "cnf", EFFORT), SolverFormat.read(s, TOLERANCE));
    }
  }

  /** Requires distributions of the plane. */
  public FlowOverTimeStudy {
    toys = List.copyOf(toys);
    Check.that(!toys.isEmpty(), "toys", "must be at least one name");
    for (String toy : toys) {
      int dim = ToyDistribution.named(toy).dim();
      Check.that(
          dim == 2, "toys", "must be distributions of the plane, but %s is not".formatted(toy));
    }
    Check.between("batch", batch, 1, 1_000_000);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s = file.section("toys", "layers", "field", "batch", "planar", "cnf", "solver");
    return s.make(
        () ->
            new FlowOverTimeStudy(
                file.name(s),
                file.seed(s),
                s.texts("toys", TOYS),
                s.whole("batch", 256),
                PlanarFlows.read(s),
                ContinuousFlows.read(s)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("toys", toys);
    settings.put("layers", planar.layers);
    settings.put("field", continuous.field.tree());
    settings.put("batch", batch);
    settings.put("planar", planar.effort.tree());
    settings.put("cnf", continuous.effort.tree());
    settings.put("solver", SolverFormat.tree(continuous.solver));
    return settings;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Double> reference = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    Map<String, Figure> pictures = new LinkedHashMap<>();
    for (String name : toys) {
      String key = name.replace('-', '_');
      ToyDistribution toy = ToyDistribution.named(name);
      LikelihoodFit fit =
          new LikelihoodFit(toy, seed, batch, new Parallelism(64, threads), trainings, progress);
      LikelihoodFit.Stages flow =
          fit.continuous(continuous.field, HyperFlows.own(continuous.solver), continuous.effort);
      LikelihoodFit.Stages discrete = fit.planar(planar.layers, planar.effort);
      note(fit.judge(flow), flow, key + "_cnf", test, time);
      note(fit.judge(discrete), discrete, key + "_planar", test, time);
      test.put("entropy_" + key, toy.entropy());
      reference.put("nll_" + key + "_cnf", toy.entropy());
      reference.put("nll_" + key + "_planar", toy.entropy());
      test.put("parameters_cnf", (double) flow.parameters());
      test.put("parameters_planar", (double) discrete.parameters());
      pictures.put(name, picture(toy, flow, discrete));
    }
    return new Findings(protocol(), test, reference, time, pictures);
  }

  private static void note(
      LikelihoodFit.TestScore figures,
      LikelihoodFit.Stages stages,
      String key,
      Map<String, Double> test,
      Map<String, Double> time) {
    test.put("nll_" + key, figures.nll().mean());
    test.put("nll_" + key + "_se", figures.nll().standardError());
    test.put("kl_" + key, figures.divergence().mean());
    test.put("kl_" + key + "_se", figures.divergence().standardError());
    time.put("training_" + key, stages.seconds());
  }

  /** Two rows, one a flow, with the truth at the end of each. */
  private static Figure picture(
      ToyDistribution toy, LikelihoodFit.Stages flow, LikelihoodFit.Stages discrete) {
    Interval x = toy.box().get(0);
    Interval y = toy.box().get(1);
    Box box = Box.of(x.low(), x.high(), y.low(), y.high());
    List<DensityMap> maps = new ArrayList<>();
    for (LikelihoodFit.Stages stages : List.of(flow, discrete)) {
      for (double share : SHARES) {
        String title = "%s, %.0f %%".formatted(stages.name(), 100 * share);
        double[] logp = stages.until().apply(share).apply(Grid.centres(box, CELLS, CELLS));
        maps.add(new DensityMap(title, Grid.of(box, CELLS, CELLS, logp)));
      }
      double[] truth = toy.logDensity(Grid.centres(box, CELLS, CELLS));
      maps.add(new DensityMap("truth", Grid.of(box, CELLS, CELLS, truth)));
    }
    return FlowFigure.of(maps, SHARES.length + 1, MapStyle.DEFAULT);
  }

  private String protocol() {
    return ("Maximum likelihood by Adam on %d fresh draws an iteration, standardised by 10,000 others,"
            + " the rate warmed up and then lowered as a cosine. NLL on %d further draws, and KL(p || q)"
            + " as the mean of log p - log q on them, p known exactly, in nats. The CNF's field has hidden"
            + " layers %s; it is judged at tolerance %s in float64 with an exact trace. The planar flow"
            + " has %d layers and maps data to the base, the direction in which it can be scored. The"
            + " reference of an NLL is the entropy, which none can be below but by chance.")
        .formatted(
            batch, LikelihoodFit.DRAWS, continuous.field.hidden(), HyperFlows.TIGHT, planar.layers);
  }
}
