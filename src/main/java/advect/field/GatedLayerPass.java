package advect.field;

import advect.kernel.Activation;
import advect.kernel.Kernels;
import advect.kernel.Panel;

/** One evaluation of a {@link GatedLayer}: u = s ∘ a + c t with a = W h + b and s = σ(q + g t). */
final class GatedLayerPass<A> implements LayerPass<A> {
  private final LayerPass<A> linear;
  private final TimeOffsets<A> gateOffsets;
  private final Weights<A> c;
  private final Kernels<A> kernels;
  private final Panel<A> a;
  private final Panel<A> abar;
  private final Panel<A> logit;
  private final Panel<A> gate;
  private final Panel<A> slope;
  private final Panel<A> curvature;
  private final Panel<A> gateBar;
  private Panel<A> time;
  private Panel<A> ybar;

  GatedLayerPass(
      LayerPass<A> linear, TimeOffsets<A> gateOffsets, Weights<A> c, int samples, int tangents) {
    this.linear = linear;
    this.gateOffsets = gateOffsets;
    this.c = c;
    kernels = c.kernels();
    int out = c.value().rows();
    a = kernels.panel(out, samples * (1 + tangents));
    abar = kernels.panel(out, samples * (1 + tangents));
    logit = kernels.panel(out, samples);
    gate = kernels.panel(out, samples);
    slope = kernels.panel(out, samples);
    curvature = kernels.panel(out, samples);
    gateBar = kernels.panel(out, samples);
    time = gate;
    ybar = a;
  }

  @Override
  public void forward(Panel<A> time, Panel<A> x, Panel<A> y) {
    this.time = time;
    linear.forward(time, x, a);
    kernels.fill(logit, 0);
    gateOffsets.addTo(logit, time);
    kernels.activate(Activation.SIGMOID, logit, gate, slope, curvature);
    kernels.gate(gate, a, y);
    c.addProduct(time.rows(1, 1), y.columns(0, time.columns()));
  }

  @Override
  public void backward(Panel<A> ybar, Panel<A> xbar) {
    this.ybar = ybar;
    kernels.gateBackward(gate, a, ybar, abar, gateBar);
    kernels.activateBackward(logit, slope, curvature, gateBar);
    linear.backward(abar, xbar);
  }

  @Override
  public void addTimeCotangent(Panel<A> tbar) {
    gateOffsets.addTimeCotangent(gateBar, tbar);
    c.matrix(0, 1, c.value().rows()).addProduct(ybar.columns(0, tbar.columns()), tbar);
  }

  @Override
  public void accumulate(double weight) {
    linear.accumulate(weight);
    gateOffsets.accumulate(weight, gateBar);
    c.accumulate(weight, ybar.columns(0, time.columns()), time.rows(1, 1));
  }
}
