package advect.model;

import advect.flow.base.Base;
import advect.flow.base.GivenBase;
import advect.flow.base.StandardNormal;
import advect.input.PlainMap;
import advect.safetensors.Safetensors;
import advect.safetensors.Tensor;
import java.util.Map;

/**
 * A base as a file has it: a tree for its type, and all its numbers as tensors, whether they are φ
 * or fixed. The standard normal is a text, as it was when there was no other base.
 *
 * <p>Immutable.
 */
final class StoredBase {
  static final String KEY = "base";

  private static final String STANDARD_NORMAL = "standard-normal";
  private static final String FIXED = "fixed";

  private final Base family;
  private final double[] values;
  private final boolean fixed;

  private StoredBase(Base family, double[] values, boolean fixed) {
    this.family = family;
    this.values = values;
    this.fixed = fixed;
  }

  /** A base with its φ. */
  static StoredBase of(Base base, double[] phi) {
    if (!(base instanceof GivenBase given)) return new StoredBase(base, phi.clone(), false);
    double[] values = given.isFixed() ? given.values() : phi.clone();
    return new StoredBase(given.family(), values, given.isFixed());
  }

  /**
   * Its type and settings.
   *
   * @throws IllegalArgumentException if the type is not registered
   */
  Object tree() {
    if (family instanceof StandardNormal) return STANDARD_NORMAL;
    Map<String, Object> tree = StorableTypes.BASES.write(family);
    Registry.put(tree, FIXED, fixed);
    return tree;
  }

  Map<String, Tensor> tensors() {
    return ParameterTensors.of(family.parameters(), values);
  }

  /**
   * Reads what {@link #tree} and {@link #tensors} gave.
   *
   * @param flow has the tree as its {@value #KEY}
   * @param dim of the transform
   */
  static StoredBase read(PlainMap flow, int dim, Safetensors file) {
    if (STANDARD_NORMAL.equals(flow.map().get(KEY))) {
      return new StoredBase(new StandardNormal(dim), new double[0], false);
    }
    PlainMap node = flow.child(KEY);
    boolean fixed = node.truth(FIXED);
    Base family = StorableTypes.BASES.read(node.without(FIXED));
    if (family.dim() != dim) {
      throw new IllegalArgumentException(
          "its base has %d dimensions, its transform %d".formatted(family.dim(), dim));
    }
    return new StoredBase(family, ParameterTensors.values(family.parameters(), file), fixed);
  }

  /**
   * The base with the numbers it has here, fixed if it was.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  Base base() {
    GivenBase given = GivenBase.of(family, values);
    if (fixed) return given.fixed();
    return values.length == 0 ? family : given;
  }

  /** Its φ. */
  double[] phi() {
    return fixed ? new double[0] : values.clone();
  }
}
