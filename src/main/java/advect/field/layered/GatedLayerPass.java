package advect.field.layered;

import static java.util.Objects.requireNonNull;

import advect.kernel.Activated;
import advect.kernel.Activation;
import advect.kernel.Dual;
import advect.kernel.Kernels;
import advect.kernel.Matrix;
import advect.kernel.Panel;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a {@link GatedLayer}: u = s ∘ a + c t with a = W h + b and s = σ(G τ), G = [q |
 * g], τ = (1, t).
 */
final class GatedLayerPass<A> implements LayerPass<A> {
  private final Kernels<A> kernels;
  private final LayerPass<A> linear;
  private final Matrix<A> g;
  private final Matrix<A> c;
  private final Dual<A> a;
  private final Dual<A> abar;
  private final Activated<A> gate;
  private final Dual<A> gateBar;
  private @Nullable Panel<A> time;
  private @Nullable Panel<A> times;
  private @Nullable Dual<A> ybar;

  GatedLayerPass(
      Kernels<A> kernels,
      LayerPass<A> linear,
      Matrix<A> g,
      Matrix<A> c,
      int samples,
      int tangents) {
    this.kernels = kernels;
    this.linear = linear;
    this.g = g;
    this.c = c;
    int out = g.out();
    a = kernels.dual(samples, tangents, out);
    abar = kernels.dual(samples, tangents, out);
    gate = kernels.activated(Activation.SIGMOID, samples, 0, out);
    gateBar = kernels.dual(samples, 0, out);
  }

  /** Bytes of the panels of a pass: a, s and their cotangents. */
  static long bytes(Kernels<?> kernels, int samples, int tangents, int out) {
    long both = kernels.panelBytes(samples, 1 + tangents, out);
    return 2 * both
        + kernels.activatedBytes(Activation.SIGMOID, samples, 0, out)
        + kernels.panelBytes(samples, 1, out);
  }

  @Override
  public void forward(Panel<A> time, Dual<A> x, Dual<A> y) {
    if (this.time != time) {
      this.time = time;
      times = time.feature(1);
    }
    linear.forward(time, x, a);
    kernels.product(g, time, gate.pre().values());
    kernels.activate(gate, gate.pre().tangents());
    kernels.gate(s(), a.values(), y.values());
    kernels.gate(s(), a.tangents(), y.tangents());
    kernels.addProduct(c, requireNonNull(times), y.values());
  }

  @Override
  public void backward(Dual<A> ybar, Dual<A> xbar) {
    this.ybar = ybar;
    kernels.fill(gateBar.values(), 0);
    kernels.addGateCotangent(a.values(), ybar.values(), gateBar.values());
    kernels.addGateCotangent(a.tangents(), ybar.tangents(), gateBar.values());
    kernels.activateBackward(gate, gate.pre().tangents(), gateBar);
    kernels.gate(s(), ybar.values(), abar.values());
    kernels.gate(s(), ybar.tangents(), abar.tangents());
    linear.backward(abar, xbar);
  }

  @Override
  public void addTimeCotangent(TimeCotangent<A> tbar) {
    tbar.add(g, 1, gateBar.values());
    tbar.add(c, 0, requireNonNull(ybar).values());
  }

  @Override
  public void accumulate(double weight) {
    linear.accumulate(weight);
    kernels.accumulate(weight, gateBar.values(), requireNonNull(time), g);
    kernels.accumulate(weight, requireNonNull(ybar).values(), requireNonNull(times), c);
  }

  private Panel<A> s() {
    return gate.post().values();
  }
}
