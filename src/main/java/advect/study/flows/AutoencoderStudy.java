package advect.study.flows;

import static java.util.Objects.requireNonNull;

import advect.data.Minibatches;
import advect.data.Split;
import advect.data.table.Table;
import advect.experiment.Progress;
import advect.experiment.Rows;
import advect.experiment.spec.Check;
import advect.experiment.spec.ExperimentFile;
import advect.experiment.spec.Section;
import advect.experiment.spec.SolverFormat;
import advect.flow.transform.Chain;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Planar;
import advect.flow.transform.Transform;
import advect.gradient.CheckpointedAdjoint;
import advect.numeric.Estimate;
import advect.ode.RungeKutta;
import advect.ode.SolverChoice;
import advect.parallel.Parallelism;
import advect.plot.FlowFigure;
import advect.plot.MapStyle;
import advect.plot.data.DensityMap;
import advect.study.Findings;
import advect.study.Study;
import advect.study.Trainings;
import advect.study.digits.DigitsData;
import advect.train.objective.Batches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Variational autoencoders of 8 x 8 digits whose posteriors no flow, planar layers or a continuous
 * flow bend (Rezende and Mohamed 2015, section 6.2, on smaller pictures).
 *
 * @param table of 64 columns of ink from 0 to 16 and a label
 * @param sizes of the models
 * @param training how each model is trained
 * @param solver of the continuous flow
 */
public record AutoencoderStudy(
    String name,
    long seed,
    String table,
    Sizes sizes,
    AutoencoderFit.Training training,
    SolverChoice solver)
    implements Study {
  /** What it is about, as a file spells it. */
  public static final String KIND = "autoencoder";

  /** A pixel is on from this much ink. */
  private static final double INK = 8;

  private static final Split.Fractions PARTS = new Split.Fractions(0.1, 0.2);
  private static final int SHARD = 64;

  /**
   * How large the models are.
   *
   * @param latent dimension of the latent space
   * @param hidden widths of the encoder's hidden layers
   * @param layers how many planar layers, one model each
   * @param units hidden units of the continuous flow
   */
  record Sizes(int latent, List<Integer> hidden, List<Integer> layers, int units) {
    private static final Sizes DEFAULT = new Sizes(8, List.of(128), List.of(8, 16), 32);

    /** Requires positive sizes. */
    Sizes {
      Check.between("latent", latent, 1, 1000);
      hidden = List.copyOf(hidden);
      for (int width : hidden) Check.between("hidden", width, 1, 100_000);
      Check.that(!layers.isEmpty(), "layers", "must be at least one number");
      for (int depth : layers) Check.between("layers", depth, 1, 1000);
      layers = layers.stream().sorted().distinct().toList();
      Check.between("units", units, 1, 100_000);
    }

    private static Sizes read(Section s) {
      return new Sizes(
          s.whole("latent", DEFAULT.latent),
          s.wholes("hidden", DEFAULT.hidden),
          s.wholes("layers", DEFAULT.layers),
          s.whole("units", DEFAULT.units));
    }
  }

  /** Requires a solver that can be differentiated. */
  public AutoencoderStudy {
    HyperFlows.own(solver);
  }

  /** The study that a file describes. */
  public static Study read(ExperimentFile file) {
    Section s = file.section("table", "latent", "hidden", "layers", "units", "training", "solver");
    return s.make(
        () ->
            new AutoencoderStudy(
                file.name(s),
                file.seed(s),
                s.text("table", "data/digits.csv.gz"),
                Sizes.read(s),
                AutoencoderFit.Training.read(s),
                SolverFormat.read(s, 1e-3)));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("table", table);
    settings.put("latent", sizes.latent);
    settings.put("hidden", sizes.hidden);
    settings.put("layers", sizes.layers);
    settings.put("units", sizes.units);
    settings.put("training", training.tree());
    settings.put("solver", SolverFormat.tree(solver));
    return settings;
  }

  /** The posteriors by key, the continuous one by a solver. */
  private Map<String, Transform> transforms(RungeKutta solver) {
    Map<String, Transform> transforms = new LinkedHashMap<>();
    transforms.put("no_flow", Chain.repeat(new Planar(sizes.latent, true), 0));
    for (int depth : sizes.layers) {
      transforms.put("planar_k" + depth, Chain.repeat(new Planar(sizes.latent, true), depth));
    }
    transforms.put(
        "cnf_m" + sizes.units,
        new Ode(
            HyperFlows.field(sizes.latent, sizes.units),
            OdeSettings.exact(new CheckpointedAdjoint(solver))));
    return transforms;
  }

  @Override
  public Findings run(int threads, Trainings trainings, Progress progress) {
    Table digits = DigitsData.table(table);
    Split split = new Split(digits.rows(), PARTS, seed);
    DMatrixRMaj test = pixels(digits, split.test());
    AutoencoderFit fit =
        new AutoencoderFit(
            Batches.of(
                new Minibatches(pixels(digits, split.train()), training.batch(), seed)::batch),
            pixels(digits, split.validation()),
            test,
            sizes.hidden,
            training,
            seed,
            new Parallelism(SHARD, threads));
    Map<String, Double> figures = new LinkedHashMap<>();
    Map<String, Double> time = new LinkedHashMap<>();
    Map<String, AutoencoderFit.FittedAutoencoder> all = new LinkedHashMap<>();
    Map<String, Transform> judged = transforms(HyperFlows.tight());
    transforms(HyperFlows.own(solver))
        .forEach(
            (key, transform) -> {
              progress.phase("fitting " + key.replace('_', ' '));
              AutoencoderFit.FittedAutoencoder fitted =
                  fit.run(key, transform, requireNonNull(judged.get(key)), trainings, progress);
              all.put(key, fitted);
              put(figures, "negative_elbo_" + key, fitted.negativeElbo());
              put(figures, "negative_iw_bound_" + key, fitted.importanceWeighted());
              figures.put("best_iteration_" + key, (double) fitted.bestIteration());
              time.put("training_" + key, fitted.seconds());
            });
    return new Findings(
        protocol(split),
        figures,
        Findings.beside(figures, "cnf_m" + sizes.units, "no_flow"),
        time,
        Map.of("digits", FlowFigure.of(pictures(test, all), 3, MapStyle.DEFAULT)));
  }

  private static void put(Map<String, Double> figures, String key, Estimate value) {
    figures.put(key, value.mean());
    figures.put(key + "_se", value.standardError());
  }

  /** Digits, reconstructions and draws of the plain, the deepest planar and the continuous one. */
  private List<DensityMap> pictures(
      DMatrixRMaj test, Map<String, AutoencoderFit.FittedAutoencoder> all) {
    List<String> keys = List.copyOf(all.keySet());
    String plain = keys.get(0);
    String planar = keys.get(keys.size() - 2);
    String flow = keys.get(keys.size() - 1);
    List<DensityMap> maps = new ArrayList<>();
    maps.add(new DensityMap("test digits", DigitMosaic.of(test)));
    for (String key : List.of(plain, flow)) {
      DMatrixRMaj again =
          requireNonNull(all.get(key))
              .model()
              .reconstruct(Rows.head(test, DigitMosaic.COUNT), seed);
      maps.add(new DensityMap("reconstructed, " + title(key), DigitMosaic.of(again)));
    }
    for (String key : List.of(plain, planar, flow)) {
      DMatrixRMaj drawn = requireNonNull(all.get(key)).model().sample(DigitMosaic.COUNT, seed);
      maps.add(new DensityMap("drawn, " + title(key), DigitMosaic.of(drawn)));
    }
    return maps;
  }

  private String title(String key) {
    if (key.startsWith("planar_k")) return key.substring("planar_k".length()) + " planar layers";
    return key.startsWith("cnf") ? "CNF" : "no flow";
  }

  /** Some rows of zeros and ones. */
  private static DMatrixRMaj pixels(Table digits, int[] which) {
    DMatrixRMaj ink = digits.select(which).values();
    DMatrixRMaj rows = new DMatrixRMaj(ink.numRows, DigitsData.PIXELS);
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < rows.numCols; j++) rows.set(i, j, ink.get(i, j) >= INK ? 1 : 0);
    }
    return rows;
  }

  private String protocol(Split split) {
    return ("Optical digits of 8 x 8 pixels, a pixel on from ink %.0f of 16; %d rows to train on, %d to"
            + " choose the best iteration by, %d to test, split at random. Encoder and decoder have"
            + " tanh layers %s and its mirror, the latent space %d dimensions. Planar layers are"
            + " amortised: the encoder gives their parameters with mean and scale; the field of the CNF"
            + " (%d units, weights made from the time by a network with layers %s, exact trace) is"
            + " shared by all rows. Adam on batches of %d, one draw a row. The negative ELBO is the mean"
            + " over %d draws a row and the importance-weighted bound -log mean w over the same draws,"
            + " both averaged over test rows, in nats, with the standard error over rows; for them the CNF's"
            + " solves have tolerance %s. Its reference is the posterior without a flow.")
        .formatted(
            INK,
            split.train().length,
            split.validation().length,
            split.test().length,
            sizes.hidden,
            sizes.latent,
            sizes.units,
            HyperFlows.HYPERNETWORK,
            training.batch(),
            training.draws(),
            HyperFlows.TIGHT);
  }
}
