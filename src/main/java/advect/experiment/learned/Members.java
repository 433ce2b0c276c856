package advect.experiment.learned;

import advect.baseline.Baseline;
import advect.flow.Density;
import advect.flow.Ensemble;
import advect.flow.FlowSettings;
import advect.train.TrainedFlow;
import java.util.List;
import java.util.Optional;

/**
 * The flows that a run trained: one, or the members of an ensemble. What is told of a flow on its
 * way through time, or of its training, is told of the first.
 *
 * @param trained in the order of their training
 */
public record Members(List<TrainedFlow> trained) implements Learned {
  /** Copies the list. */
  public Members {
    trained = List.copyOf(trained);
  }

  /** Of one flow, or the mean of all. */
  @Override
  public Density density(FlowSettings settings) {
    return Ensemble.of(trained.stream().map(t -> t.flow().with(settings).density()).toList());
  }

  @Override
  public double seconds() {
    return trained.stream().mapToDouble(t -> t.training().seconds()).sum();
  }

  @Override
  public Optional<Baseline> fit() {
    return Optional.empty();
  }
}
