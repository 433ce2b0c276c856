package advect.variational;

import java.util.random.RandomGenerator;

/**
 * A layer of a discrete normalizing flow: an invertible map of R^dim with a few parameters φ and a
 * log determinant in closed form.
 *
 * <p>What invertibility demands is part of how φ is read, so no φ breaks it; only a planar layer's
 * w must not be 0. Layers with φ a sample cost no more than a shared φ would, so that is how they
 * compute.
 *
 * <p>Reference: Rezende and Mohamed, "Variational inference with normalizing flows", ICML 2015,
 * arXiv:1505.05770, section 4 and appendix A.
 */
public sealed interface FlowLayer permits Planar, Radial {
  /** Dimension of z. */
  int dim();

  /** Numbers in φ. */
  int parameterCount();

  /** Fills {@code phi} from {@code start} on: the identity, with its parameters spread. */
  void initialize(double[] phi, int start, RandomGenerator rng);

  /** Memory for so many samples; belongs to one thread. */
  LayerPass pass(int samples);

  /**
   * The point that the layer moves to {@code z}.
   *
   * @param phi read only, this layer's from {@code start} on
   * @param z {@code [dim]}, in: moved, out: where it came from
   */
  void invert(double[] phi, int start, double[] z);
}
