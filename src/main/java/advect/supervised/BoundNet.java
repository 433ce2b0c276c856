package advect.supervised;

import advect.field.BoundField;
import advect.field.ParameterBlocks;
import advect.flow.FlowDynamics;
import advect.kernel.Kernels;
import advect.kernel.Precision;

/** A net with parameters and a gradient, for one thread. */
final class BoundNet {
  private final NeuralOde net;
  private final ParameterBlocks blocks;
  private final BoundField input;
  private final BoundField field;
  private final BoundField head;

  BoundNet(NeuralOde net, Precision precision) {
    this.net = net;
    blocks = net.blocks();
    Kernels<?> kernels = Kernels.of(precision);
    input = net.input().bind(kernels);
    field = net.field().bind(kernels);
    head = net.head().bind(kernels);
  }

  NeuralOde net() {
    return net;
  }

  void parameters(double[] theta) {
    if (theta.length != blocks.total()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(blocks.total(), theta.length));
    }
    input.parameters(blocks.of(theta, 0));
    field.parameters(blocks.of(theta, 1));
    head.parameters(blocks.of(theta, 2));
  }

  /** The ODE, for so many samples. */
  FlowDynamics dynamics(int samples) {
    return new FlowDynamics(field, net.field().dim(), samples, 0);
  }

  /** The input map, for so many samples. */
  MapPass input(int samples) {
    return new MapPass(input, net.input(), samples);
  }

  /** The head, for so many samples. */
  MapPass head(int samples) {
    return new MapPass(head, net.head(), samples);
  }

  /**
   * Adds the gradients of the maps, and sets them to zero.
   *
   * @param fieldBar the field's gradient
   * @param thetaBar updated
   */
  void drain(double[] fieldBar, double[] thetaBar) {
    add(drained(input, 0), 0, thetaBar);
    add(fieldBar, 1, thetaBar);
    add(drained(head, 2), 2, thetaBar);
  }

  private double[] drained(BoundField map, int block) {
    double[] part = new double[blocks.sizes().get(block)];
    map.drain(part);
    return part;
  }

  private void add(double[] part, int block, double[] thetaBar) {
    int start = blocks.start(block);
    for (int i = 0; i < part.length; i++) thetaBar[start + i] += part[i];
  }

  int fieldParameters() {
    return blocks.sizes().get(1);
  }
}
