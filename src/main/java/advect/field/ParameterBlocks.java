package advect.field;

import java.util.Arrays;
import java.util.List;

/**
 * How the parameters of several maps lie in one θ: one after another.
 *
 * @param sizes length of each map's
 */
public record ParameterBlocks(List<Integer> sizes) {
  /** Takes a copy. */
  public ParameterBlocks {
    sizes = List.copyOf(sizes);
  }

  /** Blocks of these lengths. */
  public static ParameterBlocks of(int... sizes) {
    return new ParameterBlocks(Arrays.stream(sizes).boxed().toList());
  }

  /** Length of θ. */
  public int total() {
    return start(sizes.size());
  }

  /** Where a block begins. */
  public int start(int block) {
    return sizes.stream().limit(block).mapToInt(Integer::intValue).sum();
  }

  /** A copy of one block. */
  public double[] of(double[] theta, int block) {
    return Arrays.copyOfRange(theta, start(block), start(block) + sizes.get(block));
  }

  /** Writes one block. */
  public void put(double[] part, int block, double[] theta) {
    if (part.length != sizes.get(block)) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(sizes.get(block), part.length));
    }
    System.arraycopy(part, 0, theta, start(block), part.length);
  }
}
