package advect.flow.transform;

import advect.field.Parameter;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An invertible map of R^dim with a few numbers φ and a log determinant in closed form. φ is θ, or,
 * if amortized, the context that each sample brings along.
 *
 * <p>What invertibility demands is part of how φ is read, so no φ breaks it; only a planar map's w
 * must not be 0. A φ for each sample costs no more than a shared one would, so that is how these
 * maps compute.
 *
 * <p>Reference: Rezende and Mohamed, "Variational inference with normalizing flows", ICML 2015,
 * arXiv:1505.05770, section 4 and appendix A.
 */
public sealed interface Elementary extends Transform permits Planar, Radial {
  /** Whether every sample brings its own φ. */
  boolean amortized();

  /** The named parts of φ, in its order. */
  List<Parameter> shape();

  /** A random φ: the identity, with its parameters spread. */
  double[] start(RandomGenerator rng);

  /** Memory for so many samples; belongs to one thread. */
  ElementaryPass evaluate(int samples);

  /** Length of φ. */
  default int size() {
    return shape().stream().mapToInt(Parameter::count).sum();
  }

  @Override
  default int contextDim() {
    return amortized() ? size() : 0;
  }

  @Override
  default List<Parameter> parameters() {
    return amortized() ? List.of() : shape();
  }

  @Override
  default double[] initialParameters(RandomGenerator rng) {
    return amortized() ? new double[0] : start(rng);
  }

  @Override
  default double[] initialContext(RandomGenerator rng) {
    return amortized() ? start(rng) : new double[0];
  }

  @Override
  default int solves() {
    return 0;
  }

  @Override
  default Transform inverse() {
    return new ElementaryInverse(this);
  }

  @Override
  default BoundTransform bind() {
    return new BoundElementary(this);
  }
}
