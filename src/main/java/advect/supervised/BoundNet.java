package advect.supervised;

import advect.field.BoundMaps;
import advect.flow.dynamics.FlowDynamics;
import advect.kernel.Precision;

/** A net with parameters and a gradient, for one thread. */
final class BoundNet {
  private final NeuralOde net;
  private final BoundMaps maps;

  BoundNet(NeuralOde net, Precision precision) {
    this.net = net;
    maps = new BoundMaps(net.parts(), precision);
  }

  NeuralOde net() {
    return net;
  }

  void parameters(double[] theta) {
    maps.parameters(theta);
  }

  /** The ODE, for so many samples. */
  FlowDynamics dynamics(int samples) {
    return new FlowDynamics(maps.get(1), net.field().dim(), samples, 0);
  }

  /** The input map, for so many samples. */
  PaddedPass input(int samples) {
    return new PaddedPass(maps.get(0), net.input(), samples);
  }

  /** The head, for so many samples. */
  PaddedPass head(int samples) {
    return new PaddedPass(maps.get(2), net.head(), samples);
  }

  /**
   * Adds the gradients of the maps, and sets them to zero.
   *
   * @param fieldBar the field's gradient
   * @param thetaBar updated
   */
  void drain(double[] fieldBar, double[] thetaBar) {
    maps.drain(thetaBar);
    maps.blocks().add(fieldBar, 1, thetaBar);
  }

  int fieldParameters() {
    return maps.blocks().sizes().get(1);
  }
}
