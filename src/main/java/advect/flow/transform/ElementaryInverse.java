package advect.flow.transform;

import advect.field.Parameter;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The inverse of an {@link Elementary} map, with the same φ; its reverse pass is implicit.
 *
 * <p>Cost: a root in one dimension for each sample of a planar map, a closed form for a radial one,
 * and two reverse passes of the map.
 *
 * @param map that is undone
 */
public record ElementaryInverse(Elementary map) implements Transform {
  @Override
  public int dim() {
    return map.dim();
  }

  @Override
  public int contextDim() {
    return map.contextDim();
  }

  @Override
  public List<Parameter> parameters() {
    return map.parameters();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return map.initialParameters(rng);
  }

  @Override
  public double[] initialContext(RandomGenerator rng) {
    return map.initialContext(rng);
  }

  @Override
  public int solves() {
    return 0;
  }

  @Override
  public Transform inverse() {
    return map;
  }

  @Override
  public BoundTransform bind() {
    BoundElementary bound = new BoundElementary(map);
    return new BoundTransform() {
      @Override
      public void parameters(double[] theta) {
        bound.parameters(theta);
      }

      @Override
      public TransformPass pass(int samples) {
        return bound.inverse(samples);
      }
    };
  }
}
