package advect.field;

import advect.kernel.Panel;
import java.util.random.RandomGenerator;

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
  public void initialize(double[] theta, int start, double gain, RandomGenerator rng) {
    int fanIn = in + time.offsets() - 1;
    Uniform.fill(theta, start, parameterCount(), gain / Math.sqrt(fanIn), rng);
  }

  @Override
  public <A> LayerPass<A> pass(Weights<A> weights, int samples, int tangents) {
    return new Pass<>(
        weights.matrix(0, out, in),
        new TimeOffsets<>(weights.slice(in * out, out * time.offsets()), out, time));
  }

  private static final class Pass<A> implements LayerPass<A> {
    private final Weights<A> w;
    private final TimeOffsets<A> offsets;
    private Panel<A> x;
    private Panel<A> ybar;

    Pass(Weights<A> w, TimeOffsets<A> offsets) {
      this.w = w;
      this.offsets = offsets;
      x = w.value();
      ybar = w.value();
    }

    @Override
    public void forward(Panel<A> time, Panel<A> x, Panel<A> y) {
      this.x = x;
      w.kernels().product(w.value(), x, y);
      offsets.addTo(y, time);
    }

    @Override
    public void backward(Panel<A> ybar, Panel<A> xbar) {
      this.ybar = ybar;
      w.kernels().transposedProduct(w.value(), ybar.columns(0, xbar.columns()), xbar);
    }

    @Override
    public void addTimeCotangent(Panel<A> tbar) {
      offsets.addTimeCotangent(ybar, tbar);
    }

    @Override
    public void accumulate(double weight) {
      w.accumulate(weight, ybar, x);
      offsets.accumulate(weight, ybar);
    }
  }
}
