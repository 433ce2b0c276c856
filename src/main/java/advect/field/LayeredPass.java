package advect.field;

import advect.kernel.Kernels;
import advect.kernel.Panel;
import java.util.ArrayList;
import java.util.List;

/** One evaluation of a {@link LayeredField}. */
final class LayeredPass<A> implements FieldPass {
  private final LayeredField field;
  private final List<LayerPass<A>> layers;
  private final Kernels<A> kernels;
  private final Cotangents<A> cotangents;
  private final List<Hidden<A>> hidden = new ArrayList<>();
  private final Panel<A> time;
  private final Panel<A> input;
  private final Panel<A> output;
  private final Panel<A> zbar;
  private final Panel<A> tbar;

  LayeredPass(
      LayeredField field,
      List<LayerPass<A>> layers,
      Kernels<A> kernels,
      Cotangents<A> cotangents,
      int samples) {
    this.field = field;
    this.layers = layers;
    this.kernels = kernels;
    this.cotangents = cotangents;
    int last = layers.size() - 1;
    int columns = cotangents.output(last).columns();
    time = kernels.panel(2, samples);
    kernels.fill(time.rows(0, 1), 1);
    input = kernels.panel(field.dim(), columns);
    output = kernels.panel(field.dim(), columns);
    zbar = kernels.panel(field.dim(), samples);
    tbar = kernels.panel(1, samples);
    for (int i = 0; i < last; i++) {
      hidden.add(Hidden.of(kernels, field.layers().get(i).out(), samples, columns));
    }
  }

  @Override
  public void forward(double[] t, double[] x, double[] y) {
    kernels.load(t, time.rows(1, 1));
    kernels.load(x, input);
    Panel<A> h = input;
    for (int i = 0; i < hidden.size(); i++) {
      Hidden<A> next = hidden.get(i);
      layers.get(i).forward(time, h, next.pre);
      kernels.activate(field.activation(), next.pre, next.post, next.slope, next.curvature);
      h = next.post;
    }
    layers.get(hidden.size()).forward(time, h, output);
    kernels.store(output, y);
  }

  @Override
  public void backward(double[] ybar, double[] zbar) {
    int last = hidden.size();
    kernels.load(ybar, cotangents.output(last));
    for (int i = last; i > 0; i--) {
      Hidden<A> below = hidden.get(i - 1);
      Panel<A> cotangent = cotangents.output(i - 1);
      layers.get(i).backward(cotangents.output(i), cotangent);
      kernels.activateBackward(below.pre, below.slope, below.curvature, cotangent);
    }
    layers.get(0).backward(cotangents.output(0), this.zbar);
    kernels.store(this.zbar, zbar);
  }

  @Override
  public void timeCotangent(double[] tbar) {
    kernels.fill(this.tbar, 0);
    for (LayerPass<A> layer : layers) layer.addTimeCotangent(this.tbar);
    kernels.store(this.tbar, tbar);
  }

  @Override
  public void accumulate(double weight) {
    for (LayerPass<A> layer : layers) layer.accumulate(weight);
  }

  /** Activations between two layers: before and after φ, with φ' and φ''. */
  private record Hidden<A>(Panel<A> pre, Panel<A> post, Panel<A> slope, Panel<A> curvature) {
    static <A> Hidden<A> of(Kernels<A> kernels, int width, int samples, int columns) {
      return new Hidden<>(
          kernels.panel(width, columns),
          kernels.panel(width, columns),
          kernels.panel(width, samples),
          kernels.panel(width, samples));
    }
  }
}
