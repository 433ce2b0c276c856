package advect.field.layered;

import static java.util.Objects.requireNonNull;

import advect.field.Parameter;
import advect.kernel.Dual;
import advect.kernel.Kernels;
import advect.kernel.Matrix;
import advect.kernel.Panel;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * u = W h + b + c t: a linear layer that sees the time as one more input.
 *
 * <p>Parameters, in order: W {@code [out][in]} row-major, b {@code [out]}, and, if time is joined,
 * c {@code [out]}. Time counts as an input in the starting values.
 */
record AffineLayer(int in, int out, TimeInput time) implements Layer {
  @Override
  public int parameterCount() {
    return out * (in + time.offsets());
  }

  @Override
  public int fanIn() {
    return in + time.offsets() - 1;
  }

  @Override
  public List<Parameter> parameters() {
    Parameter weight = Parameter.weight(out, in);
    Parameter bias = Parameter.vector("bias", out);
    return time == TimeInput.NONE
        ? List.of(weight, bias)
        : List.of(weight, bias, Parameter.vector("time", out));
  }

  @Override
  public void initialize(double[] theta, int start, double gain, RandomGenerator rng) {
    Uniform.fill(theta, start, parameterCount(), gain / Math.sqrt(fanIn()), rng);
  }

  @Override
  public <A> BoundLayer<A> bind(Weights<A> weights, int start) {
    Matrix<A> w = weights.rows(start, out, in);
    Matrix<A> offsets = weights.columns(start + out * in, out, time.offsets());
    return new Bound<>(weights.kernels(), w, offsets);
  }

  private record Bound<A>(Kernels<A> kernels, Matrix<A> w, Matrix<A> offsets)
      implements BoundLayer<A> {
    @Override
    public LayerPass<A> pass(int samples, int tangents) {
      return new Pass<>(kernels, w, offsets);
    }

    @Override
    public long passBytes(int samples, int tangents) {
      return 0;
    }

    @Override
    public Matrix<A> tangentMap() {
      return w;
    }
  }

  /** y = W x + O τ with O = [b | c] and τ = (1, t), or O = [b] and τ = 1. */
  private static final class Pass<A> implements LayerPass<A> {
    private final Kernels<A> kernels;
    private final Matrix<A> w;
    private final Matrix<A> offsets;
    private @Nullable Panel<A> time;
    private @Nullable Panel<A> tau;
    private @Nullable Dual<A> x;
    private @Nullable Dual<A> ybar;

    Pass(Kernels<A> kernels, Matrix<A> w, Matrix<A> offsets) {
      this.kernels = kernels;
      this.w = w;
      this.offsets = offsets;
    }

    @Override
    public void forward(Panel<A> time, Dual<A> x, Dual<A> y) {
      if (this.time != time) {
        this.time = time;
        tau = offsets.in() == 1 ? time.feature(0) : time;
      }
      this.x = x;
      kernels.product(offsets, requireNonNull(tau), y.values());
      kernels.addProduct(w, x.values(), y.values());
      kernels.product(w, x.tangents(), y.tangents());
    }

    @Override
    public void backward(Dual<A> ybar, Dual<A> xbar) {
      this.ybar = ybar;
      kernels.transposedProduct(w, ybar.values(), xbar.values());
      kernels.transposedProduct(w, ybar.tangents(), xbar.tangents());
    }

    @Override
    public void addTimeCotangent(TimeCotangent<A> tbar) {
      if (offsets.in() == 2) tbar.add(offsets, 1, requireNonNull(ybar).values());
    }

    @Override
    public void accumulate(double weight) {
      Dual<A> inputs = requireNonNull(x);
      Dual<A> cotangents = requireNonNull(ybar);
      kernels.accumulate(weight, cotangents.values(), inputs.values(), w);
      kernels.accumulate(weight, cotangents.tangents(), inputs.tangents(), w);
      kernels.accumulate(weight, cotangents.values(), requireNonNull(tau), offsets);
    }
  }
}
