package advect.flow.transform;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** θ, the contexts and z₀ of a transform in one vector, and a loss that looks at all it makes. */
final class TransformCase {
  static final int SAMPLES = 3;

  /** Central differences of h = 1e-5: error h²|f'''|/6 + 1e-16 |f|/h, about 1e-10. */
  static final double H = 1e-5;

  private final Transform transform;
  private final double[] point;
  private final BoundTransform bound;
  private final TransformPass pass;
  private final int context;
  private final int z;
  private final double[] weights;

  TransformCase(Transform transform) {
    this.transform = transform;
    bound = transform.bind();
    pass = bound.pass(SAMPLES);
    context = transform.parameterCount();
    z = context + transform.contextDim() * SAMPLES;
    double[] theta = spread(transform.initialParameters(new Random(11)));
    point = Arrays.copyOf(theta, z + transform.dim() * SAMPLES);
    Random random = new Random(4);
    for (int i = context; i < point.length; i++) point[i] = random.nextGaussian();
    weights = new double[(transform.dim() + 2) * SAMPLES];
    Arrays.setAll(weights, i -> 2 * random.nextDouble() - 1);
  }

  /** Moves parameters off the identity from which planar and radial maps start. */
  private static double[] spread(double[] theta) {
    RandomGenerator rng = new Random(12);
    double[] moved = theta.clone();
    for (int i = 0; i < moved.length; i++) moved[i] += 0.7 * rng.nextGaussian();
    return moved;
  }

  double[] point() {
    return point;
  }

  double[] theta() {
    return Arrays.copyOf(point, context);
  }

  double[] start() {
    return Arrays.copyOfRange(point, z, point.length);
  }

  Samples samples(double[] at) {
    Samples samples = new Samples(transform.dim(), transform.contextDim(), SAMPLES);
    System.arraycopy(at, context, samples.context(), 0, z - context);
    System.arraycopy(at, z, samples.z(), 0, at.length - z);
    return samples;
  }

  /** Moves the samples of a point. */
  Samples run(double[] at) {
    bound.parameters(Arrays.copyOf(at, context));
    Samples samples = samples(at);
    pass.forward(samples, Turn.only(SAMPLES)).orThrow();
    return samples;
  }

  private double loss(double[] at) {
    Samples moved = run(at);
    double sum = 0;
    int size = moved.z().length;
    for (int i = 0; i < size; i++) sum += weights[i] * moved.z()[i];
    for (int s = 0; s < SAMPLES; s++) {
      sum += weights[size + s] * moved.logDet()[s] + weights[size + SAMPLES + s] * moved.cost()[s];
    }
    return sum;
  }

  double[] gradient() {
    run(point);
    Samples bar = new Samples(transform.dim(), transform.contextDim(), SAMPLES);
    System.arraycopy(weights, 0, bar.z(), 0, bar.z().length);
    System.arraycopy(weights, bar.z().length, bar.logDet(), 0, SAMPLES);
    System.arraycopy(weights, bar.z().length + SAMPLES, bar.cost(), 0, SAMPLES);
    double[] thetaBar = new double[context];
    pass.backward(bar, thetaBar).orThrow();
    double[] all = Arrays.copyOf(thetaBar, point.length);
    System.arraycopy(bar.context(), 0, all, context, z - context);
    System.arraycopy(bar.z(), 0, all, z, bar.z().length);
    return all;
  }

  double[] differences() {
    double[] differences = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      differences[i] = (loss(shifted(i, H)) - loss(shifted(i, -H))) / (2 * H);
    }
    return differences;
  }

  /** log |det ∂z₁/∂z₀| of one sample by differences. */
  double numericLogDet(int sample) {
    DMatrixRMaj jacobian = new DMatrixRMaj(transform.dim(), transform.dim());
    for (int j = 0; j < transform.dim(); j++) {
      int at = z + j * SAMPLES + sample;
      double[] up = run(shifted(at, H)).z();
      double[] down = run(shifted(at, -H)).z();
      for (int i = 0; i < transform.dim(); i++) {
        int out = i * SAMPLES + sample;
        jacobian.set(i, j, (up[out] - down[out]) / (2 * H));
      }
    }
    return Math.log(Math.abs(CommonOps_DDRM.det(jacobian)));
  }

  private double[] shifted(int i, double by) {
    double[] at = point.clone();
    at[i] += by;
    return at;
  }
}
