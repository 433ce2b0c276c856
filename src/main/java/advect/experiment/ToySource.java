package advect.experiment;

import advect.data.Interval;
import advect.data.ToyDistribution;
import advect.experiment.spec.ExperimentSpec;
import advect.flow.RandomStreams;
import advect.flow.RandomStreams.Purpose;
import advect.flow.Standardization;
import advect.plot.Box;
import advect.train.Batches;
import java.util.List;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** A distribution with a known density; every batch is drawn afresh. */
final class ToySource implements Source {
  /** Draws whose mean and spread standardise the data: both are right to 1 %. */
  private static final int STANDARDIZATION_DRAWS = 10_000;

  private final ToyDistribution toy;
  private final RandomStreams streams;
  private final ExperimentSpec spec;

  ToySource(ToyDistribution toy, ExperimentSpec spec) {
    this.toy = toy;
    this.spec = spec;
    streams = new RandomStreams(spec.seed());
  }

  @Override
  public List<String> columns() {
    return toy.dim() == 1 ? List.of("x") : List.of("x", "y");
  }

  @Override
  public Standardization standardization() {
    return Standardization.of(toy.sample(STANDARDIZATION_DRAWS, streams.stream(Purpose.SPLIT)));
  }

  @Override
  public Batches batches(int size) {
    return i -> toy.sample(size, streams.stream(Purpose.TRAINING_DATA, i, 0));
  }

  @Override
  public DMatrixRMaj validation() {
    return toy.sample(spec.training().validation().size(), streams.stream(Purpose.VALIDATION_DATA));
  }

  @Override
  public DMatrixRMaj test() {
    return toy.sample(spec.evaluate().samples(), streams.stream(Purpose.TEST_DATA));
  }

  @Override
  public Box box() {
    Interval x = toy.box().get(0);
    Interval y = toy.box().get(toy.dim() - 1);
    return Box.of(x.low(), x.high(), y.low(), y.high());
  }

  @Override
  public OptionalDouble entropy() {
    return OptionalDouble.of(toy.entropy());
  }

  @Override
  public double[] trueLogDensity(DMatrixRMaj points) {
    return toy.logDensity(points);
  }
}
