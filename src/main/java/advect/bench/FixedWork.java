package advect.bench;

import advect.field.layered.Mlp;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.Trace;
import advect.kernel.Activation;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.Parallelism;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Work of some {@link WorkShape} with its closed-form weights, points and probes.
 *
 * <p>The peers integrate u' = g(s, u) from the data at s = 0 to the base at s = 1, Advect from the
 * data at t = 1 to the base at t = 0. With t = 1 - s that is dz/dt = -g(1 - t, z), another
 * perceptron: c t becomes c - c t, so b' = b + c and c' = -c, and the last layer changes its sign.
 * Gradients are taken back by the same rule.
 */
final class FixedWork {
  private final WorkShape shape;
  private final Mlp field;
  private final double[] theta;

  FixedWork(WorkShape shape) {
    this.shape = shape;
    field = new Mlp(shape.dim(), shape.hidden(), Activation.TANH);
    theta = new double[field.parameterCount()];
    Counter k = new Counter();
    forEachLayer(
        (start, in, out, sign) -> {
          double scale = sign * 1.5 / Math.sqrt(in + 1);
          int bias = start + in * out;
          for (int o = 0; o < out; o++) {
            theta[bias + out + o] = scale * k.nextWave(); // the peers' first column: time
            for (int i = 0; i < in; i++) theta[start + o * in + i] = scale * k.nextWave();
          }
          for (int o = 0; o < out; o++) {
            theta[bias + o] = scale * k.nextWave() + theta[bias + out + o];
            theta[bias + out + o] *= -1;
          }
        });
  }

  ContinuousFlow flow(Precision precision, int threads) {
    FlowSettings settings =
        new FlowSettings(trace(), solver(), precision, Parallelism.DEFAULT.withThreads(threads), 0);
    return ContinuousFlow.of(
            field, theta, new StandardNormal(shape.dim()), Standardization.identity(shape.dim()))
        .with(settings);
  }

  RungeKutta solver() {
    return new RungeKutta(Tableaux.RK4_38, Steps.fixed(shape.steps()));
  }

  double[] theta() {
    return theta.clone();
  }

  DMatrixRMaj points() {
    return matrix(i -> 1.5 * Math.sin(0.2 + 0.7 * i));
  }

  private Trace trace() {
    return shape.trace() == TraceChoice.EXACT
        ? new Trace.Exact()
        : new Trace.Given(matrix(i -> Math.sin(0.3 + 2.1 * i) >= 0 ? 1 : -1));
  }

  private DMatrixRMaj matrix(IntToDoubleFunction entry) {
    DMatrixRMaj matrix = new DMatrixRMaj(shape.rows(), shape.dim());
    for (int i = 0; i < matrix.getNumElements(); i++) matrix.data[i] = entry.applyAsDouble(i);
    return matrix;
  }

  /** Norm of the gradient in the peers' parameters, from the one in ours. */
  double peersNorm(double[] gradient) {
    double[] square = {0};
    forEachLayer(
        (start, in, out, sign) -> {
          int bias = start + in * out;
          for (int i = start; i < bias + out; i++) square[0] += gradient[i] * gradient[i];
          for (int o = 0; o < out; o++) {
            double time = gradient[bias + o] - gradient[bias + out + o];
            square[0] += time * time;
          }
        });
    return Math.sqrt(square[0]);
  }

  private void forEachLayer(LayerVisitor visitor) {
    int start = 0;
    int in = shape.dim();
    for (int i = 0; i <= shape.hidden().size(); i++) {
      boolean last = i == shape.hidden().size();
      int out = last ? shape.dim() : shape.hidden().get(i);
      visitor.visit(start, in, out, last ? -1 : 1);
      start += out * (in + 2);
      in = out;
    }
  }

  @FunctionalInterface
  private interface LayerVisitor {
    void visit(int start, int in, int out, int sign);
  }

  /** sin(0.1 + 1.3 k) for k = 0, 1, 2, ... */
  private static final class Counter {
    private int k;

    double nextWave() {
      return Math.sin(0.1 + 1.3 * k++);
    }
  }
}
