package advect.train.optimizer;

import advect.field.Parameter;
import java.util.List;

/**
 * Adam with decoupled weight decay: θ ← θ - η (m̂ / (√v̂ + ε) + λ θ).
 *
 * <p>m and v are exponential means of the gradient and its square, m̂ and v̂ the same freed from
 * the bias of starting at zero.
 *
 * <p>Reference: Kingma and Ba 2015, arXiv:1412.6980, algorithm 1; Loshchilov and Hutter 2019,
 * arXiv:1711.05101, algorithm 2.
 *
 * @param rate η, the step a parameter takes at most, roughly
 * @param beta1 memory of the mean
 * @param beta2 memory of the square
 * @param epsilon keeps the quotient finite
 * @param weightDecay λ
 */
public record Adam(double rate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {
  /** The usual settings at rate 1e-3, without weight decay. */
  public static final Adam DEFAULT = new Adam(1e-3, 0.9, 0.999, 1e-8, 0);

  /** Requires a positive rate and epsilon, betas in [0, 1), no negative decay, all finite. */
  public Adam {
    Settings.positive("rate", rate);
    Settings.memory("beta1", beta1);
    Settings.memory("beta2", beta2);
    Settings.positive("epsilon", epsilon);
    Settings.notNegative("weight decay", weightDecay);
  }

  /** A copy with another rate. */
  public Adam withRate(double value) {
    return new Adam(value, beta1, beta2, epsilon, weightDecay);
  }

  /** A copy with another weight decay. */
  public Adam withWeightDecay(double value) {
    return new Adam(rate, beta1, beta2, epsilon, value);
  }

  @Override
  public Stepper on(List<Parameter> parameters, int threads) {
    return new AdamStepper(this, parameters.stream().mapToInt(Parameter::count).sum());
  }
}
