package advect.latent;

import advect.field.BoundMaps;
import advect.field.Parameter;
import advect.field.ParameterBlocks;
import advect.field.layered.MlpMap;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.latent.cell.Cell;
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
 * A recurrent net that tells the next point of a series: the usual way, to compare a latent ODE
 * with.
 *
 * <pre>
 *   hᵢ = cell([xᵢ; tᵢ₊₁ - tᵢ], hᵢ₋₁),  h₀ = 0,  xᵢ₊₁ ~ N(W hᵢ + b, σ² I).
 * </pre>
 *
 * <p>It reads each point with the gap to the next one, in units of training series. Beyond the
 * series it reads its own predictions, one for each mean gap of training.
 *
 * @param dim values a point
 * @param cell of the net
 * @param hidden size of its state
 * @param noise σ
 */
public record RecurrentForecaster(int dim, Cell cell, int hidden, double noise) {
  /** Requires positive sizes and noise. */
  public RecurrentForecaster {
    if (dim < 1 || hidden < 1 || !(noise > 0 && Double.isFinite(noise))) {
      throw new IllegalArgumentException(
          "dim and hidden must be at least 1 and noise positive, got %d, %d and %s"
              .formatted(dim, hidden, noise));
    }
  }

  /**
   * Fits the net to tell each point from those before it.
   *
   * @param listener hears the negative log likelihood of each batch, in nats a series
   * @throws IllegalArgumentException if there are no series, one has not {@code dim} values a
   *     point, or none has two points
   * @throws advect.train.TrainingException if no gradient is finite
   */
  public FittedRecurrent fit(
      List<Series> series, SeriesOptions options, SolveOptions engine, TrainingListener listener) {
    return fit(series, List.of(), options, engine, listener, TrainingControl.none());
  }

  /**
   * The same with series that choose the best parameters, saved, stopped and resumed as {@code
   * control} says.
   *
   * @param validation not trained on; may be empty
   */
  public FittedRecurrent fit(
      List<Series> series,
      List<Series> validation,
      SeriesOptions options,
      SolveOptions engine,
      TrainingListener listener,
      TrainingControl control) {
    SeriesData data = SeriesData.of(series, validation, dim);
    if (series.stream().allMatch(each -> each.size() == 1)) {
      throw new IllegalArgumentException("no series has two points: there is nothing to tell");
    }
    RandomStreams streams = new RandomStreams(options.seed());
    double[] start = initialParameters(streams.stream(RandomStreams.Purpose.PARAMETERS));
    try (RecurrentObjective objective = new RecurrentObjective(this, data, options, engine)) {
      Phase phase = new Phase(objective, options.training());
      double[] theta = Trainer.fit(List.of(phase), start, listener, control).parameters();
      return new FittedRecurrent(this, data.scale(), theta, engine);
    }
  }

  /** The named parts of θ, in its order. */
  List<Parameter> parameters() {
    return ParameterBlocks.parameters(maps());
  }

  /** Length of θ: the parameters of the cell's maps, then of the affine map to values. */
  public int parameterCount() {
    return ParameterBlocks.of(maps()).total();
  }

  /** A random starting point. */
  double[] initialParameters(RandomGenerator rng) {
    return ParameterBlocks.initial(maps(), rng);
  }

  /** Those of the cell, then the one to values. */
  private List<MlpMap> maps() {
    List<MlpMap> maps = new ArrayList<>(cell.maps(dim + 1, hidden));
    maps.add(new MlpMap(hidden, List.of(), dim, Activation.TANH));
    return maps;
  }

  /** How many maps the cell has. */
  int cellMaps() {
    return cell.maps(dim + 1, hidden).size();
  }

  /** All maps in the order of θ. */
  BoundMaps bind(Precision precision) {
    return new BoundMaps(maps(), precision);
  }
}
