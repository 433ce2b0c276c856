package advect.experiment.pilot;

import advect.data.prepare.Margins;
import advect.experiment.spec.DataSpec;
import advect.experiment.spec.EnsembleSpec;
import advect.experiment.spec.EvaluateSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.FieldSpec;
import advect.experiment.spec.FlowSpec;
import advect.experiment.spec.ModelSpec;
import advect.experiment.spec.PhaseSpec;
import advect.experiment.spec.SolverFormat;
import advect.experiment.spec.TrainingSpec;
import advect.field.layered.TimeInput;
import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.kernel.Activation;
import advect.train.StoppingRule;
import advect.train.TrainingOptions;
import advect.train.objective.Noise;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Schedule;
import java.util.Collections;
import java.util.List;

/**
 * Settings for a table that nobody has looked at yet, from its size alone: larger networks for more
 * rows and columns, more weight decay for fewer rows, an estimated trace where the exact one is
 * dear, and an end when validation stops improving.
 *
 * @param rows of the table
 * @param columns of the table that are learned, a category counted once a level
 * @param quick whether a first impression in an eighth of the time will do
 * @param seconds after which training ends; infinite for no limit
 * @param ensemble of what the model is the mean
 */
public record TableDefaults(
    long rows, int columns, boolean quick, double seconds, EnsembleSpec ensemble) {
  /**
   * Long tails and hard edges are seen by rows that a curve was not fitted to, of which there are
   * many more than validation rows, and better than by the few iterations of a trial.
   */
  public static final Margins MARGINS = Margins.AUTO;

  /**
   * Columns up to which a table is narrow: the exact trace is cheap, and fine structure is rather
   * real than chance.
   */
  private static final int NARROW = 4;

  /** Columns from which on two wide layers learn more than three narrower ones in the same time. */
  private static final int MIDDLE = 8;

  /** Columns from which on most of what a few thousand rows show is chance. */
  private static final int WIDE = 20;

  private static final int FEW_ROWS = 500;

  /** Rows from which on a larger network learns more than chance. */
  private static final int ENOUGH_ROWS = 5_000;

  private static final int MANY_ROWS = 20_000;

  /**
   * Decay of the average of parameters where rows are soon learned by heart: some 50 iterations.
   */
  private static final double AVERAGE = 0.98;

  private static final int WIDE_LAYER = 128;

  /** Validations without improvement that end training. */
  private static final int PATIENCE = 12;

  /** Validations in a training that is not ended early. */
  private static final int VALIDATIONS = 40;

  /** The experiment that learns {@code data}. */
  public ExperimentSpec spec(String name, DataSpec.TableSpec data, long seed) {
    ExperimentSpec d = ExperimentSpec.of(name, data);
    return new ExperimentSpec(
        name,
        seed,
        data,
        model(d.model()),
        training(d.training()),
        new EvaluateSpec(SolverFormat.adaptive(evaluation()), samples(), d.evaluate().grid(), 200));
  }

  private ModelSpec model(ModelSpec d) {
    return new ModelSpec(
        new FieldSpec(FieldSpec.Type.MLP, hidden(), activation(), TimeInput.JOINED),
        new FlowSpec(trace(), d.flow().base(), d.flow().precision()),
        columns <= NARROW ? d.solver() : SolverFormat.adaptive(1e-3));
  }

  /** What was chosen, for people. */
  public String sentence(ExperimentSpec spec) {
    String limit = Double.isInfinite(seconds) ? "" : ", at most %.0f s".formatted(seconds);
    return "%d rows in %d dimension%s: hidden layers %s, %s trace, batches of %d, rate %s, at most %d iterations%s"
        .formatted(
            rows,
            columns,
            columns == 1 ? "" : "s",
            spec.model().field().hidden(),
            spec.model().flow().trace() instanceof Trace.Exact ? "exact" : "estimated",
            spec.training().batch(),
            spec.training().optimizer().rate(),
            spec.training().iterations(),
            limit);
  }

  /** Widths of the hidden layers: multiples of the kernels' tiles wherever the rows bear it. */
  private List<Integer> hidden() {
    if (rows < FEW_ROWS) return List.of(32, 32);
    if (columns <= NARROW) return Collections.nCopies(3, rows < MANY_ROWS ? 64 : WIDE_LAYER);
    boolean narrower = columns <= MIDDLE && rows >= ENOUGH_ROWS;
    return narrower ? Collections.nCopies(3, WIDE_LAYER) : List.of(256, 256);
  }

  private Activation activation() {
    return isWide() ? Activation.SOFTPLUS : Activation.TANH;
  }

  private Trace trace() {
    return columns <= NARROW
        ? new Trace.Exact()
        : new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER);
  }

  private int batch() {
    if (rows < 2_000) return 128;
    return rows < MANY_ROWS || columns <= NARROW ? 256 : 512;
  }

  private int iterations() {
    int whole =
        rows < FEW_ROWS ? 300 : rows < ENOUGH_ROWS ? 1_200 : rows < MANY_ROWS ? 1_500 : 2_500;
    return quick ? whole / 8 : whole;
  }

  private TrainingSpec training(TrainingSpec d) {
    int iterations = iterations();
    int every = Math.max(1, iterations / VALIDATIONS);
    TrainingOptions options =
        new TrainingOptions(
            iterations,
            optimizer(),
            new Schedule.Cooldown(20, 0.5),
            Double.POSITIVE_INFINITY,
            isWide() ? AVERAGE : 0,
            every,
            StoppingRule.NONE.withPatience(PATIENCE).withSeconds(seconds / ensemble.members()));
    return new TrainingSpec(
            new PhaseSpec(d.last().objective(), d.last().costs(), options),
            batch(),
            noise(),
            new TrainingSpec.ValidationSpec(every, d.validation().size()),
            d.gradient(),
            d.precision())
        .with(ensemble);
  }

  /** Narrow layers bear a higher rate of the parameters that Adam steps. */
  private Muon optimizer() {
    Adam rest = Muon.DEFAULT.rest();
    if (hidden().get(0) > WIDE_LAYER) rest = rest.withRate(2e-3);
    Muon d = Muon.DEFAULT;
    return new Muon(d.rate(), d.momentum(), decay(), rest.withWeightDecay(decay()));
  }

  private boolean isWide() {
    return columns > WIDE;
  }

  /** How far the rows are from telling the density between them. */
  private Noise noise() {
    if (isWide()) return rows < MANY_ROWS ? new Noise(0.6, 0.03) : Noise.constant(0.05);
    return Noise.constant(columns > NARROW && rows < ENOUGH_ROWS ? 0.1 : 0);
  }

  private double decay() {
    if (rows >= MANY_ROWS) return 0;
    return isWide() ? 0.3 : 0.1;
  }

  /**
   * A tolerance at which 99 of 100 rows are off by less than 0.005 nats, half of what could be
   * seen; in few columns a finer one costs little (docs/decisions/rows.md).
   */
  private double evaluation() {
    if (columns <= NARROW) return 1e-5;
    return isWide() ? 1e-2 : 1e-3;
  }

  private int samples() {
    return quick || isWide() ? 2_000 : 10_000;
  }
}
