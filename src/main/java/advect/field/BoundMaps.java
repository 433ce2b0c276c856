package advect.field;

import advect.kernel.Kernels;
import advect.kernel.Precision;
import java.util.List;

/**
 * Functions whose parameters lie one after another in one θ.
 *
 * <p>Threads: belongs to one thread.
 */
public final class BoundMaps {
  private final List<BoundField> maps;
  private final ParameterBlocks blocks;

  /** Binds architectures in this order. */
  public BoundMaps(List<? extends Parametric> maps, Precision precision) {
    this(maps, Kernels.of(precision));
  }

  /** The same, for one of them that is made of the others. */
  public BoundMaps(List<? extends Parametric> maps, Kernels<?> kernels) {
    this.maps = maps.stream().<BoundField>map(map -> map.bind(kernels)).toList();
    blocks = ParameterBlocks.of(maps);
  }

  /** How many there are. */
  public int count() {
    return maps.size();
  }

  /** One of them. */
  public BoundField get(int i) {
    return maps.get(i);
  }

  /** The first of them. */
  public List<BoundField> first(int count) {
    return maps.subList(0, count);
  }

  /** How θ divides. */
  public ParameterBlocks blocks() {
    return blocks;
  }

  /** Rounds θ to the arithmetic of each; all passes use it from now on. */
  public void parameters(double[] theta) {
    if (theta.length != blocks.total()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(blocks.total(), theta.length));
    }
    for (int i = 0; i < maps.size(); i++) maps.get(i).parameters(blocks.of(theta, i));
  }

  /** total += the accumulated gradients, which are then set to zero. */
  public void drain(double[] total) {
    for (int i = 0; i < maps.size(); i++) blocks.drain(maps.get(i), i, total);
  }

  /** Sets the accumulated gradients to zero. */
  public void discard() {
    for (BoundField map : maps) map.discard();
  }
}
