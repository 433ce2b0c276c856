package advect.model;

import advect.field.BoundField;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A field of somebody else's, on the plane. */
record ForeignField(int units, List<Double> remarks) implements VectorField {
  /** How it is stored. */
  static final StorableType<ForeignField> TYPE =
      new StorableType<>(
          "foreign",
          ForeignField.class,
          field -> Map.of("units", field.units(), "remarks", field.remarks()),
          tree -> new ForeignField(tree.whole("units"), tree.numbers("remarks")));

  private Mlp inner() {
    return Mlp.tanh(2, units);
  }

  @Override
  public int dim() {
    return 2;
  }

  @Override
  public int parameterCount() {
    return inner().parameterCount();
  }

  @Override
  public List<Parameter> parameters() {
    return inner().parameters();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return inner().initialParameters(rng);
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return inner().bind(kernels);
  }
}
