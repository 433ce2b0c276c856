package advect.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

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

  /** Those of functions in this order. */
  public static ParameterBlocks of(List<? extends Parametric> functions) {
    return new ParameterBlocks(functions.stream().map(Parametric::parameterCount).toList());
  }

  /** The named parts of the θ of functions in this order, each owned by its number. */
  public static List<Parameter> parameters(List<? extends Parametric> functions) {
    List<Parameter> all = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      for (Parameter parameter : functions.get(i).parameters()) all.add(parameter.in("maps." + i));
    }
    return all;
  }

  /** A random starting point for functions in this order. */
  public static double[] initial(List<? extends Parametric> functions, RandomGenerator rng) {
    ParameterBlocks blocks = of(functions);
    double[] theta = new double[blocks.total()];
    for (int i = 0; i < functions.size(); i++) {
      blocks.put(functions.get(i).initialParameters(rng), i, theta);
    }
    return theta;
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

  /** total's block += a gradient of that block. */
  public void add(double[] part, int block, double[] total) {
    int start = start(block);
    for (int i = 0; i < part.length; i++) total[start + i] += part[i];
  }

  /** total's block += the gradient that a map has accumulated, which is then set to zero. */
  public void drain(BoundField map, int block, double[] total) {
    double[] part = new double[sizes.get(block)];
    map.drain(part);
    add(part, block, total);
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
