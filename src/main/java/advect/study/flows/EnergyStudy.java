package advect.study.flows;

import advect.experiment.Progress;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.experiment.spec.SolverFormat;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Planar;
import advect.flow.transform.Radial;
import advect.flow.transform.Transform;
import advect.gradient.CheckpointedAdjoint;
import advect.input.Spelling;
import advect.kernel.Precision;
import advect.ode.SolverChoice;
import advect.parallel.ShardPool;
import advect.plot.FlowFigure;
import advect.plot.MapStyle;
import advect.plot.data.Box;
import advect.plot.data.DensityMap;
import advect.plot.data.Grid;
import advect.study.Findings;
import advect.study.JointProgress;
import advect.study.Study;
import advect.study.Trainings;
import advect.variational.Energy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Flows fitted to an energy by their free energy: planar layers beside continuous flows of as many
 * hidden units, and radial layers (Rezende and Mohamed 2015, section 6.1; Chen et al. 2018, section
 * 4).
 *
 * @param energy U1 to U4
 * @param sizes layers of planar flows and hidden units of continuous ones, ascending
 * @param batch draws an iteration
 * @param efforts how flows are trained
 * @param solver of continuous flows in training
 */
public record EnergyStudy(
    String name,
    long seed,
    Energy energy,
    List<Integer> sizes,
    int batch,
    Efforts efforts,
    SolverChoice solver)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "energy";

  private static final List<Integer> SIZES = List.of(2, 8, 32);

  /**
   * How flows are trained.
   *
   * @param planar of planar layers
   * @param radial of the radial flow, which is as deep as the largest planar one
   * @param continuous of continuous flows
   */
  record Efforts(Effort planar, Effort radial, Effort continuous) {
    private static final Efforts DEFAULT =
        new Efforts(
            new Effort(20_000, 7e-3, 4), new Effort(20_000, 7e-3, 1), new Effort(12_000, 1e-2, 1));

    private static Efforts read(Section s) {
      return new Efforts(
          Effort.read(s, "planar", DEFAULT.planar),
          Effort.read(s, "radial", DEFAULT.radial),
          Effort.read(s, "cnf", DEFAULT.continuous));
    }
  }

  private static final double TOLERANCE = 1e-4;
  private static final int CELLS = 200;
  private static final Box BOX = Box.of(-5, 5, -5, 5);

  /** Requires sizes of which there is at least one, and a solver that can be differentiated. */
  public EnergyStudy {
    Check.that(!sizes.isEmpty(), "sizes", "must be at least one number");
    for (int size : sizes) Check.between("sizes", size, 1, 1000);
    sizes = sizes.stream().sorted().distinct().toList();
    Check.between("batch", batch, 1, 1_000_000);
    HyperFlows.own(solver);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s = file.section("energy", "sizes", "batch", "planar", "radial", "cnf", "solver");
    return s.make(
        () ->
            new EnergyStudy(
                file.name(s),
                file.seed(s),
                s.choice("energy", Energy.U1),
                s.wholes("sizes", SIZES),
                s.whole("batch", 256),
                Efforts.read(s),
                SolverFormat.read(s, TOLERANCE)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("energy", key());
    settings.put("sizes", sizes);
    settings.put("batch", batch);
    settings.put("planar", efforts.planar.tree());
    settings.put("radial", efforts.radial.tree());
    settings.put("cnf", efforts.continuous.tree());
    settings.put("solver", SolverFormat.tree(solver));
    return settings;
  }

  private String key() {
    return Spelling.of(energy);
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    EnergyFit fit = new EnergyFit(energy, seed, batch, trainings);
    List<Model> models = models();
    List<EnergyFit.FittedTransform> fitted = fitAll(models, fit, threads, progress);
    Map<String, Double> test = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    List<DensityMap> maps = new ArrayList<>();
    double[] slope = new double[2];
    Grid target =
        Grid.of(BOX, CELLS, CELLS, (x, y) -> -energy.value(x, y, slope) - fit.logNormalizer());
    maps.add(new DensityMap(energy.name(), target));
    for (int i = 0; i < models.size(); i++) {
      note(fitted.get(i).figures(), models.get(i).key(), test, time);
      maps.add(new DensityMap(models.get(i).title(), fitted.get(i).map(BOX, CELLS)));
    }
    test.put("log_z_" + key(), fit.logNormalizer());
    return new Findings(
        protocol(),
        test,
        Findings.beside(test, "cnf_m", "planar_k"),
        time,
        Map.of("densities", FlowFigure.of(maps, 1 + sizes.size(), MapStyle.DEFAULT)));
  }

  /** A flow to be fitted, and what it is called in files and pictures. */
  private record Model(
      String key,
      String title,
      Effort effort,
      BiFunction<EnergyFit, JointProgress.Share, EnergyFit.FittedTransform> fit) {}

  /** In the order of the picture; the last ones take longest. */
  private List<Model> models() {
    List<Model> models = new ArrayList<>();
    for (int k : sizes) models.add(layers("planar", new Planar(2), k, efforts.planar));
    models.add(layers("radial", new Radial(2), sizes.get(sizes.size() - 1), efforts.radial));
    CheckpointedAdjoint method = new CheckpointedAdjoint(HyperFlows.own(solver));
    for (int m : sizes) {
      Ode judged =
          new Ode(
              HyperFlows.field(2, m),
              OdeSettings.exact(new CheckpointedAdjoint(HyperFlows.tight())));
      Ode trained = judged.with(OdeSettings.exact(method).withPrecision(Precision.FLOAT32));
      String key = "cnf_m" + m;
      models.add(
          new Model(
              key,
              "CNF, %d units".formatted(m),
              efforts.continuous,
              (fit, progress) -> fit.fit(key, trained, judged, efforts.continuous, progress)));
    }
    return models;
  }

  private static Model layers(String name, Transform layer, int depth, Effort effort) {
    Chain flow = Chain.repeat(layer, depth);
    String key = name + "_k" + depth;
    return new Model(
        key,
        "%s, %d layers".formatted(name, depth),
        effort,
        (fit, progress) -> fit.fit(key, flow, flow, effort, progress));
  }

  /** One fit a thread, the longest first; fits are too small to be shared by threads. */
  private static List<EnergyFit.FittedTransform> fitAll(
      List<Model> models, EnergyFit fit, int threads, Progress progress) {
    progress.phase("fitting %d flows".formatted(models.size()));
    JointProgress joint = new JointProgress(progress, models.size());
    List<EnergyFit.FittedTransform> fitted =
        new ArrayList<>(Collections.nCopies(models.size(), null));
    try (ShardPool<EnergyFit> pool = new ShardPool<>(threads, () -> fit)) {
      pool.run(
          models.size(),
          1,
          (shared, turn) -> {
            int i = models.size() - 1 - turn.index();
            Model model = models.get(i);
            fitted.set(i, model.fit().apply(shared, joint.fit(model.effort().restarts())));
          });
    }
    return fitted;
  }

  private void note(
      EnergyFit.Figures figures, String model, Map<String, Double> test, Map<String, Double> time) {
    test.put(divergence(model), figures.divergence());
    test.put(divergence(model) + "_se", figures.standardError());
    test.put("parameters_" + model, (double) figures.parameters());
    time.put("training_" + model, figures.seconds());
  }

  private String divergence(String model) {
    return "kl_" + key() + "_" + model;
  }

  private String protocol() {
    return ("KL(q || p) = E[log q(z) + U(z)] + log Z in nats, with its standard error over %d draws of"
            + " q; log Z by quadrature. U is %s of Rezende and Mohamed 2015, table 1, with"
            + " ((|z1| - 4)+/0.2)^2/2 added. All models minimise the annealed free energy"
            + " E[log q + b U], b = min(1, 0.01 + 2 i/iterations), by Adam on %d fresh draws an"
            + " iteration, the rate warmed up and then lowered as a cosine; of several starting points"
            + " the one with the lowest loss over the last tenth of its training counts. A CNF has one"
            + " hidden layer of tanh units, whose weights a network with hidden layers %s makes from the"
            + " time; it is judged at tolerance %s in float64 with an exact trace. The reference of a CNF"
            + " of M units is the planar flow of M layers.")
        .formatted(
            EnergyFit.DRAWS, energy.name(), batch, HyperFlows.HYPERNETWORK, HyperFlows.TIGHT);
  }
}
