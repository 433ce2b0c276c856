package advect.field.layered;

import advect.field.Parameter;
import java.util.List;
import java.util.random.RandomGenerator;

/** A layer u = g(t, h; θ) that is affine in h, without the nonlinearity that follows it. */
interface Layer {
  int in();

  int out();

  int parameterCount();

  /** Inputs that a unit sums up, the time among them where it is joined. */
  int fanIn();

  /** The named parts of this layer's θ, in its order. */
  List<Parameter> parameters();

  /**
   * Fills this layer's part of θ, which begins at {@code start}: weights and biases uniform within
   * gain/√(fan-in).
   */
  void initialize(double[] theta, int start, double gain, RandomGenerator rng);

  /** This layer with its part of θ, which begins at {@code start}, in one arithmetic. */
  <A> BoundLayer<A> bind(Weights<A> weights, int start);
}
