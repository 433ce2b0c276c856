package advect.latent;

import advect.field.BoundField;
import advect.field.ParameterBlocks;
import advect.field.Perceptron;
import java.util.List;
import java.util.random.RandomGenerator;

/** Maps whose parameters lie one after another in one θ. */
final class BoundMaps {
  private final List<BoundField> maps;
  private final ParameterBlocks blocks;

  BoundMaps(List<BoundField> maps) {
    this.maps = List.copyOf(maps);
    blocks = new ParameterBlocks(maps.stream().map(BoundField::parameterCount).toList());
  }

  /** A random starting point for perceptrons in this order. */
  static double[] initialParameters(List<Perceptron> maps, RandomGenerator rng) {
    ParameterBlocks blocks = blocks(maps);
    double[] theta = new double[blocks.total()];
    for (int i = 0; i < maps.size(); i++) {
      blocks.put(maps.get(i).initialParameters(rng), i, theta);
    }
    return theta;
  }

  /** How the parameters of perceptrons in this order lie. */
  static ParameterBlocks blocks(List<Perceptron> maps) {
    return new ParameterBlocks(maps.stream().map(Perceptron::parameterCount).toList());
  }

  BoundField get(int i) {
    return maps.get(i);
  }

  List<BoundField> first(int count) {
    return maps.subList(0, count);
  }

  void parameters(double[] theta) {
    for (int i = 0; i < maps.size(); i++) maps.get(i).parameters(blocks.of(theta, i));
  }

  /** thetaBar += the accumulated gradients, which are then set to zero. */
  void drain(double[] thetaBar) {
    for (int i = 0; i < maps.size(); i++) {
      double[] part = new double[blocks.sizes().get(i)];
      maps.get(i).drain(part);
      add(part, i, thetaBar);
    }
  }

  /** thetaBar += a gradient of one map. */
  void add(double[] part, int map, double[] thetaBar) {
    int start = blocks.start(map);
    for (int n = 0; n < part.length; n++) thetaBar[start + n] += part[n];
  }

  void discard() {
    for (BoundField map : maps) map.discard();
  }
}
