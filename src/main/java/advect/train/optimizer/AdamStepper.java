package advect.train.optimizer;

import advect.safetensors.Tensor;
import java.util.Map;

/** Memory of {@link Adam}. */
final class AdamStepper implements Optimizer.Stepper {
  private final Adam options;
  private final double[] m;
  private final double[] v;
  private int steps;

  AdamStepper(Adam options, int parameters) {
    this.options = options;
    m = new double[parameters];
    v = new double[parameters];
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of("m", Tensor.vector(m), "v", Tensor.vector(v), "steps", Tensor.vector(steps));
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    System.arraycopy(Steppers.vector(state, "m", m.length), 0, m, 0, m.length);
    System.arraycopy(Steppers.vector(state, "v", v.length), 0, v, 0, v.length);
    steps = Steppers.whole(state, "steps");
    for (double value : v) {
      if (!(value >= 0)) throw new IllegalArgumentException("expected v of 0 or more");
    }
  }

  @Override
  public void step(double[] theta, double[] gradient, double factor) {
    steps++;
    double eta = options.rate() * factor;
    double unbiasM = 1 / (1 - Math.pow(options.beta1(), steps));
    double unbiasV = 1 / (1 - Math.pow(options.beta2(), steps));
    for (int i = 0; i < theta.length; i++) {
      double g = gradient[i];
      m[i] += (1 - options.beta1()) * (g - m[i]);
      v[i] += (1 - options.beta2()) * (g * g - v[i]);
      double direction = m[i] * unbiasM / (Math.sqrt(v[i] * unbiasV) + options.epsilon());
      theta[i] -= eta * (direction + options.weightDecay() * theta[i]);
    }
  }
}
