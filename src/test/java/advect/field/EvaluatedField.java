package advect.field;

import advect.kernel.Kernels;
import java.util.Arrays;
import java.util.Random;

/**
 * A field at a random point with random tangents and cotangents, and central differences of L =
 * ⟨f̄, f⟩ + Σₖ ⟨cotangent of J eₖ, J eₖ⟩. Each sample has a time of its own.
 */
final class EvaluatedField {
  final int dim;
  final int samples;
  final int tangents;
  final BoundField bound;
  final FieldPass pass;
  final double[] theta;
  final double[] t;
  final double[] z;
  final double[] e;
  final double[] fbar;
  final double[] jebar;
  final double[] context;

  /** What an evaluation and its reverse gave. */
  static final class Result {
    final double[] f;
    final double[] je;
    final double[] zbar;
    final double[] tbar;
    final double[] thetaBar;
    final double[] contextBar;

    Result(
        double[] f,
        double[] je,
        double[] zbar,
        double[] tbar,
        double[] thetaBar,
        double[] contextBar) {
      this.f = f;
      this.je = je;
      this.zbar = zbar;
      this.tbar = tbar;
      this.thetaBar = thetaBar;
      this.contextBar = contextBar;
    }

    double[][] all() {
      return new double[][] {f, je, zbar, tbar, thetaBar, contextBar};
    }
  }

  EvaluatedField(VectorField field, Kernels<?> kernels, int samples, int tangents) {
    Random random = new Random(11);
    dim = field.dim();
    this.samples = samples;
    this.tangents = tangents;
    bound = field.bind(kernels);
    theta = field.initialParameters(random);
    t = random.doubles(samples).toArray();
    z = uniform(dim * samples, random);
    fbar = uniform(dim * samples, random);
    context = uniform(field.contextDim() * samples, random);
    e = uniform(dim * tangents * samples, random);
    jebar = uniform(dim * tangents * samples, random);
    bound.parameters(theta);
    bound.tangents(samples, tangents, e);
    bound.context(samples, context);
    pass = bound.pass(samples, tangents);
  }

  static double[] uniform(int length, Random random) {
    return random.doubles(length, -1, 1).toArray();
  }

  /** Where tangent k of a number of z or f stands. */
  int index(int i, int k, int s) {
    return (i * tangents + k) * samples + s;
  }

  /** One evaluation and its reverse at the point. */
  Result run() {
    return run(pass);
  }

  /** As {@link #run()}, by another pass of the same field. */
  Result run(FieldPass pass) {
    double[] f = new double[dim * samples];
    double[] je = new double[dim * tangents * samples];
    pass.forward(t, z, f, je);
    return reverse(pass, f, je);
  }

  /** The reverse of an evaluation that gave {@code f} and {@code je}. */
  Result reverse(FieldPass pass, double[] f, double[] je) {
    double[] zbar = new double[dim * samples];
    double[] tbar = new double[samples];
    double[] thetaBar = new double[theta.length];
    double[] contextBar = new double[context.length];
    pass.backward(fbar, jebar, zbar);
    pass.timeCotangent(tbar);
    pass.accumulate(0.25);
    pass.accumulate(0.75);
    bound.drain(thetaBar);
    bound.drainContext(samples, contextBar);
    return new Result(f, je, zbar, tbar, thetaBar, contextBar);
  }

  /** f with z moved along tangent k. */
  double[] moved(int k, double h) {
    double[] at = z.clone();
    for (int i = 0; i < dim; i++) {
      for (int s = 0; s < samples; s++) at[i * samples + s] += h * e[index(i, k, s)];
    }
    double[] f = new double[z.length];
    pass.forward(t, at, f, new double[e.length]);
    return f;
  }

  /** dL / d of one number of t, z, θ or the context. */
  double slope(double[] variable, int j, double h) {
    double[] direction = new double[variable.length];
    direction[j] = 1;
    return slope(variable, direction, h);
  }

  /** dL of t, z, θ or the context along a direction. */
  double slope(double[] variable, double[] direction, double h) {
    double[] kept = variable.clone();
    Arrays.setAll(variable, i -> kept[i] + h * direction[i]);
    double up = inner();
    Arrays.setAll(variable, i -> kept[i] - h * direction[i]);
    double down = inner();
    System.arraycopy(kept, 0, variable, 0, kept.length);
    bound.parameters(theta);
    bound.context(samples, context);
    return (up - down) / (2 * h);
  }

  private double inner() {
    double[] f = new double[z.length];
    double[] je = new double[e.length];
    bound.parameters(theta);
    bound.context(samples, context);
    pass.forward(t, z, f, je);
    return dot(fbar, f) + dot(jebar, je);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }
}
