package advect.train;

import advect.field.Parameter;
import advect.safetensors.Tensor;
import advect.train.objective.LossReport;
import advect.train.objective.Objective;
import advect.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** A loss with a constant gradient, and gradient descent that writes down what it sees. */
final class Slopes implements Objective {
  private final double[] slope;
  private final Optional<ToDoubleFunction<double[]>> judge;
  private Set<Integer> skipped = Set.of();

  /** Where the gradient was asked for, and in which iterations. */
  final List<double[]> thetas = new ArrayList<>();

  final List<Integer> iterations = new ArrayList<>();

  /** What came to the optimizer. */
  final List<double[]> gradients = new ArrayList<>();

  final List<Double> factors = new ArrayList<>();

  private Slopes(Optional<ToDoubleFunction<double[]>> judge, double... slope) {
    this.slope = slope;
    this.judge = judge;
  }

  Slopes(ToDoubleFunction<double[]> judge, double... slope) {
    this(Optional.of(judge), slope);
  }

  /** Without validation. */
  static Slopes unjudged(double... slope) {
    return new Slopes(Optional.empty(), slope);
  }

  /** Has no finite gradient in these iterations. */
  Slopes skipping(Integer... which) {
    skipped = Set.of(which);
    return this;
  }

  /** Steps of the gradient times the schedule's factor. */
  Optimizer descent() {
    return new Optimizer() {
      @Override
      public Stepper on(List<Parameter> parameters, int threads) {
        return new Descent();
      }

      @Override
      public double rate() {
        return 1;
      }
    };
  }

  private final class Descent implements Optimizer.Stepper {
    @Override
    public void step(double[] theta, double[] gradient, double factor) {
      gradients.add(gradient.clone());
      factors.add(factor);
      for (int i = 0; i < theta.length; i++) theta[i] -= factor * gradient[i];
    }

    @Override
    public Map<String, Tensor> state() {
      return Map.of();
    }

    @Override
    public void restore(Map<String, Tensor> state) {}
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("theta", List.of(slope.length)));
  }

  @Override
  public LossReport evaluate(double[] theta, int iteration, double[] thetaBar) {
    thetas.add(theta.clone());
    iterations.add(iteration);
    System.arraycopy(slope, 0, thetaBar, 0, slope.length);
    return new LossReport(0, 0, 0, !skipped.contains(iteration));
  }

  @Override
  public OptionalDouble validate(double[] theta) {
    return judge.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(judge.get().applyAsDouble(theta));
  }

  @Override
  public Map<String, String> fingerprint() {
    return Map.of("slope", slope.length + " numbers");
  }
}
