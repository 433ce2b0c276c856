package advect.latent;

import advect.field.BoundMaps;
import advect.field.Parameter;
import advect.field.ParameterBlocks;
import advect.field.layered.MlpMap;
import advect.field.layered.Widths;
import advect.gradient.CheckpointedAdjoint;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.RandomStreams;
import advect.train.Phase;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.objective.SolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A latent ODE: an architecture without its parameters.
 *
 * <pre>
 *   z(t₀) ~ N(0, I),  dz/dt = f(z; θ),  xᵢ ~ N(decoder(z(tᵢ)), σ² I),
 *   q(z(t₀) | x) = N(μ, diag exp(v)),  [μ | v] = W h + b,  h = the cell's state after x.
 * </pre>
 *
 * <p>θ is the parameters of the recurrent cell's maps, then of the affine map from its last state
 * to mean and log variance, of the dynamics and of the decoder.
 *
 * @param dim values a point
 * @param latent dimension of the state z
 * @param recognition of t₀ and z(t₀) by a recurrent net
 * @param dynamics widths of the hidden ELU layers of f
 * @param decoder widths of the hidden ELU layers of the decoder
 * @param noise σ, the standard deviation of a value about what is decoded
 */
public record LatentOde(
    int dim,
    int latent,
    Recognition recognition,
    List<Integer> dynamics,
    List<Integer> decoder,
    double noise) {
  /** dopri5 at 1e-4, far below the noise of data, in float32 on every core. */
  public static final SolveOptions ENGINE =
      new SolveOptions(
          new CheckpointedAdjoint(new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-4))));

  /** Requires positive sizes and noise. */
  public LatentOde {
    dynamics = List.copyOf(dynamics);
    decoder = List.copyOf(decoder);
    if (dim < 1 || latent < 1 || recognition.hidden() < 1) {
      throw new IllegalArgumentException(
          "dim, latent and hidden must be at least 1, got %d, %d and %d"
              .formatted(dim, latent, recognition.hidden()));
    }
    Widths.requireHidden(dynamics);
    Widths.requireHidden(decoder);
    if (!(noise > 0 && Double.isFinite(noise))) {
      throw new IllegalArgumentException("noise must be a positive number, got " + noise);
    }
  }

  /**
   * Sizes of Chen et al. for spirals: four latent dimensions, 25 recurrent units, hidden layers of
   * 20. The cell and the anchor are other ones.
   */
  public static LatentOde of(int dim, double noise) {
    return new LatentOde(dim, 4, Recognition.gru(25), List.of(20, 20), List.of(20), noise);
  }

  /**
   * Fits the model to series of any lengths and times by raising the evidence lower bound, with one
   * draw of each posterior an iteration.
   *
   * <p>Cost of an iteration: for each shard two solves at most and their reverse, from t₀ to the
   * first and to the last time, and a step of the cell for each point of its longest series.
   *
   * @param listener hears the negative bound of each batch, in nats a series, its divergence
   *     weighted as the options warm it up
   * @throws IllegalArgumentException if there are no series, one has not {@code dim} values a point
   * @throws advect.train.TrainingException if no gradient is finite
   */
  public FittedLatentOde fit(
      List<Series> series, SeriesOptions options, SolveOptions engine, TrainingListener listener) {
    return fit(series, List.of(), options, engine, listener, TrainingControl.none());
  }

  /**
   * The same with series that choose the best parameters, saved, stopped and resumed as {@code
   * control} says.
   *
   * @param validation not trained on; may be empty
   */
  public FittedLatentOde fit(
      List<Series> series,
      List<Series> validation,
      SeriesOptions options,
      SolveOptions engine,
      TrainingListener listener,
      TrainingControl control) {
    SeriesData data = SeriesData.of(series, validation, dim);
    RandomStreams streams = new RandomStreams(options.seed());
    double[] start = initialParameters(streams.stream(RandomStreams.Purpose.PARAMETERS));
    try (LatentObjective objective = new LatentObjective(this, data, options, engine)) {
      Phase phase = new Phase(objective, options.training());
      double[] theta = Trainer.fit(List.of(phase), start, listener, control).parameters();
      return new FittedLatentOde(this, data.scale(), theta, engine);
    }
  }

  /** The named parts of θ, in its order. */
  List<Parameter> parameters() {
    return ParameterBlocks.parameters(maps());
  }

  /** Length of θ. */
  public int parameterCount() {
    return ParameterBlocks.of(maps()).total();
  }

  /** A random starting point. */
  double[] initialParameters(RandomGenerator rng) {
    return ParameterBlocks.initial(maps(), rng);
  }

  /** What the encoder reads a point: its values, gap and time. */
  int inputs() {
    return dim + 2;
  }

  /** All maps in the order of θ. */
  BoundMaps bind(Precision precision) {
    return new BoundMaps(maps(), precision);
  }

  /** How many maps the cell has; that to mean and log variance follows. */
  int cellMaps() {
    return recognition.maps(inputs()).size();
  }

  private List<MlpMap> maps() {
    List<MlpMap> maps = new ArrayList<>(recognition.maps(inputs()));
    maps.add(new MlpMap(recognition.hidden(), List.of(), 2 * latent, Activation.ELU));
    maps.add(new MlpMap(latent, dynamics, latent, Activation.ELU));
    maps.add(new MlpMap(latent, decoder, dim, Activation.ELU));
    return maps;
  }
}
