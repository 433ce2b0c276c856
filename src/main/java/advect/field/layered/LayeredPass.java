package advect.field.layered;

import advect.field.FieldPass;
import advect.kernel.Activated;
import advect.kernel.Dual;
import advect.kernel.Kernels;
import advect.kernel.Panel;
import java.util.ArrayList;
import java.util.List;

/** One evaluation of a {@link LayeredField}. */
final class LayeredPass<A> implements FieldPass {
  private final List<LayerPass<A>> layers;
  private final Kernels<A> kernels;
  private final SharedMemory<A> shared;
  private final SharedContext<A> context;
  private final List<Activated<A>> hidden = new ArrayList<>();
  private final Panel<A> time;
  private final Panel<A> times;
  private final Dual<A> input;
  private final List<Dual<A>> written = new ArrayList<>();
  private final Dual<A> zbar;
  private final TimeCotangent<A> timeCotangent;

  LayeredPass(
      LayeredField field,
      List<LayerPass<A>> layers,
      Kernels<A> kernels,
      SharedMemory<A> shared,
      SharedContext<A> context,
      int samples,
      int tangents) {
    this.layers = layers;
    this.kernels = kernels;
    this.shared = shared;
    this.context = context;
    time = kernels.panel(samples, 1, 2);
    times = time.feature(1);
    kernels.fill(time, 1);
    input = new Dual<>(kernels.panel(samples, 1, field.dim()), shared.e());
    zbar = kernels.dual(samples, 0, field.dim());
    timeCotangent = new TimeCotangent<>(kernels, samples);
    for (int i = 0; i < layers.size() - 1; i++) {
      int width = field.layers().get(i).out();
      Activated<A> next = kernels.activated(field.activation(), samples, tangents, width);
      hidden.add(next);
      Panel<A> none = kernels.panel(samples, 0, width);
      written.add(sharesTangents(i) ? new Dual<>(next.pre().values(), none) : next.pre());
    }
    written.add(shared.output());
  }

  /** Bytes of the panels of a pass, without those of its layers. */
  static long bytes(LayeredField field, Kernels<?> kernels, int samples, int tangents) {
    long bytes =
        kernels.panelBytes(samples, 1, 2) + 2 * kernels.panelBytes(samples, 1, field.dim());
    for (Layer layer : field.layers().subList(0, field.layers().size() - 1)) {
      bytes += kernels.activatedBytes(field.activation(), samples, tangents, layer.out());
    }
    return bytes;
  }

  private boolean sharesTangents(int layer) {
    return layer == 0 && shared.hasFirstTangents();
  }

  /** The tangents that a hidden layer activates. */
  private Panel<A> vdot(int layer) {
    return sharesTangents(layer) ? shared.firstTangents() : hidden.get(layer).pre().tangents();
  }

  @Override
  public void forward(double[] t, double[] z, double[] f, double[] je) {
    kernels.load(t, times);
    kernels.load(z, input.values());
    Dual<A> h = input;
    for (int i = 0; i < hidden.size(); i++) {
      layer(i, h);
      kernels.activate(hidden.get(i), vdot(i));
      h = hidden.get(i).post();
    }
    layer(hidden.size(), h);
    kernels.store(shared.output().values(), f);
    kernels.store(shared.output().tangents(), je);
  }

  /** Values and tangents of one layer, the share of the context included. */
  private void layer(int i, Dual<A> h) {
    layers.get(i).forward(time, h, written.get(i));
    context.addTo(i, written.get(i).values());
  }

  @Override
  public void backward(double[] fbar, double[] jebar, double[] zbar) {
    int last = hidden.size();
    kernels.load(fbar, shared.cotangent(last).values());
    kernels.load(jebar, shared.cotangent(last).tangents());
    for (int i = last; i > 0; i--) {
      layers.get(i).backward(shared.cotangent(i), shared.cotangent(i - 1));
      kernels.activateBackward(hidden.get(i - 1), vdot(i - 1), shared.cotangent(i - 1));
    }
    layers.get(0).backward(shared.cotangent(0), this.zbar);
    kernels.store(this.zbar.values(), zbar);
  }

  @Override
  public void timeCotangent(double[] tbar) {
    timeCotangent.begin(tbar);
    for (LayerPass<A> layer : layers) layer.addTimeCotangent(timeCotangent);
  }

  @Override
  public void accumulate(double weight) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).accumulate(weight);
      context.accumulate(weight, i, shared.cotangent(i).values());
    }
  }
}
