package advect.variational;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * Layers of one kind, one after another: z ↦ f_K(... f₁(z)), with log |det| their sum.
 *
 * <p>φ is the layers' parameters, first layer first. It is θ, or, if amortised, the condition of
 * each sample. Without layers it is the identity.
 *
 * <p>Reference: Rezende and Mohamed 2015, arXiv:1505.05770, equation 7.
 *
 * @param layer kind of the layers
 * @param depth how many there are
 * @param amortized whether every sample brings its own φ
 */
public record LayeredFlow(FlowLayer layer, int depth, boolean amortized) implements Transport {
  /** Requires a depth that is not negative. */
  public LayeredFlow {
    if (depth < 0) throw new IllegalArgumentException("depth must not be negative, got " + depth);
  }

  /** Layers whose parameters all samples share. */
  public static LayeredFlow of(FlowLayer layer, int depth) {
    return new LayeredFlow(layer, depth, false);
  }

  @Override
  public int dim() {
    return layer.dim();
  }

  @Override
  public int parameterCount() {
    return amortized ? 0 : layerParameters();
  }

  @Override
  public int conditionCount() {
    return amortized ? layerParameters() : 0;
  }

  private int layerParameters() {
    return depth * layer.parameterCount();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return amortized ? new double[0] : initialLayers(rng);
  }

  @Override
  public double[] initialCondition(RandomGenerator rng) {
    return amortized ? initialLayers(rng) : new double[0];
  }

  private double[] initialLayers(RandomGenerator rng) {
    double[] phi = new double[layerParameters()];
    for (int k = 0; k < depth; k++) layer.initialize(phi, k * layer.parameterCount(), rng);
    return phi;
  }

  @Override
  public Pass pass(int samples) {
    return new LayeredFlowPass(this, samples);
  }

  /**
   * The points that shared layers move to {@code points}: the inverse of {@link Moved#by}.
   *
   * @param theta φ, read only
   * @param points finite, {@code [rows][dim]}, read only
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if shapes do not fit, points are not finite, or layers are
   *     amortised
   * @throws ArithmeticException if φ is one for which a layer is not defined
   */
  public DMatrixRMaj invert(double[] theta, DMatrixRMaj points) {
    if (amortized) throw new IllegalArgumentException("expected layers that all points share");
    if (theta.length != layerParameters() || points.numCols != dim()) {
      throw new IllegalArgumentException(
          "expected %d parameters and points [rows][%d], got %d and [%d][%d]"
              .formatted(layerParameters(), dim(), theta.length, points.numRows, points.numCols));
    }
    Moved.requireFinite(points);
    DMatrixRMaj inverse = new DMatrixRMaj(points.numRows, dim());
    for (int i = 0; i < points.numRows; i++) {
      double[] z = Arrays.copyOfRange(points.data, i * dim(), (i + 1) * dim());
      for (int k = depth - 1; k >= 0; k--) {
        layer.invert(theta, k * layer.parameterCount(), z);
        requireInverse(z, i, k);
      }
      System.arraycopy(z, 0, inverse.data, i * dim(), dim());
    }
    return inverse;
  }

  private static void requireInverse(double[] z, int point, int layer) {
    if (Double.isNaN(Arrays.stream(z).sum())) {
      throw new ArithmeticException(
          "point %d has no inverse: layer %d is not defined for its parameters"
              .formatted(point + 1, layer + 1));
    }
  }

  /**
   * φ of the layers from number {@code first} on.
   *
   * @param first counted from 0; at most {@code depth}, which leaves none
   * @param theta φ of all layers, read only
   * @return a new array, for a flow of {@code depth - first} layers
   */
  public double[] from(int first, double[] theta) {
    if (first < 0 || first > depth) {
      throw new IllegalArgumentException(
          "first layer must be 0 to %d, got %d".formatted(depth, first));
    }
    if (theta.length != layerParameters()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(layerParameters(), theta.length));
    }
    return Arrays.copyOfRange(theta, first * layer.parameterCount(), theta.length);
  }
}
