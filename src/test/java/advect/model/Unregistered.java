package advect.model;

import advect.field.Parameter;
import advect.flow.transform.BoundTransform;
import advect.flow.transform.Transform;
import java.util.List;
import java.util.random.RandomGenerator;

/** A transform that nobody registers. */
record Unregistered(Shift same) implements Transform {
  @Override
  public int dim() {
    return same.dim();
  }

  @Override
  public List<Parameter> parameters() {
    return same.parameters();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return same.initialParameters(rng);
  }

  @Override
  public Transform inverse() {
    return same.inverse();
  }

  @Override
  public BoundTransform bind() {
    return same.bind();
  }
}
