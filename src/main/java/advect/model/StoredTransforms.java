package advect.model;

import advect.flow.FlowSettings;
import advect.flow.transform.Affine;
import advect.flow.transform.Chain;
import advect.flow.transform.Elementary;
import advect.flow.transform.ElementaryInverse;
import advect.flow.transform.Ode;
import advect.flow.transform.Planar;
import advect.flow.transform.Radial;
import advect.flow.transform.Transform;
import advect.input.PlainMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * How the library's own transforms are stored. How an {@link Ode} is solved is not: it is read with
 * default settings.
 */
final class StoredTransforms {
  private static final String DIM = "dim";
  private static final String AMORTIZED = "amortized";
  private static final String BACKWARDS = "backwards";

  private StoredTransforms() {}

  static List<StorableType<? extends Transform>> all() {
    return List.of(
        new StorableType<>("ode", Ode.class, StoredTransforms::write, StoredTransforms::ode),
        new StorableType<>(
            "affine", Affine.class, StoredTransforms::write, StoredTransforms::affine),
        new StorableType<>(
            "planar",
            Planar.class,
            StoredTransforms::elementary,
            tree -> new Planar(dim(tree), tree.truth(AMORTIZED))),
        new StorableType<>(
            "radial",
            Radial.class,
            StoredTransforms::elementary,
            tree -> new Radial(dim(tree), tree.truth(AMORTIZED))),
        new StorableType<>(
            "inverse", ElementaryInverse.class, StoredTransforms::write, StoredTransforms::inverse),
        new StorableType<>("chain", Chain.class, StoredTransforms::write, StoredTransforms::chain));
  }

  private static Map<String, Object> write(Ode ode) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", ode.from());
    tree.put("to", ode.to());
    tree.put("field", StorableTypes.FIELDS.write(ode.field()));
    return tree;
  }

  private static Ode ode(PlainMap tree) {
    tree.requireOnly("from", "to", "field");
    return new Ode(
        StorableTypes.FIELDS.read(tree.child("field")),
        tree.number("from"),
        tree.number("to"),
        FlowSettings.DEFAULT.ode());
  }

  /** The numbers that were given: those of an inverse have been rounded. */
  private static Map<String, Object> write(Affine affine) {
    Affine given = affine.backwards() ? affine.inverse() : affine;
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("shift", boxed(given.shift()));
    tree.put("matrix", boxed(given.matrix().data));
    tree.put(BACKWARDS, affine.backwards());
    return tree;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static Affine affine(PlainMap tree) {
    tree.requireOnly("shift", "matrix", BACKWARDS);
    double[] shift = tree.numbers("shift").stream().mapToDouble(v -> v).toArray();
    int cells = Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) shift.length * shift.length));
    double[] matrix = tree.numbers("matrix", cells);
    Affine given = Affine.of(shift, DMatrixRMaj.wrap(shift.length, shift.length, matrix));
    return tree.truth(BACKWARDS) ? given.inverse() : given;
  }

  private static Map<String, Object> elementary(Elementary map) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(DIM, map.dim());
    tree.put(AMORTIZED, map.amortized());
    return tree;
  }

  private static int dim(PlainMap tree) {
    tree.requireOnly(DIM, AMORTIZED);
    return tree.whole(DIM);
  }

  private static Map<String, Object> write(ElementaryInverse inverse) {
    return Map.of("of", StorableTypes.TRANSFORMS.write(inverse.map()));
  }

  private static ElementaryInverse inverse(PlainMap tree) {
    tree.requireOnly("of");
    if (StorableTypes.TRANSFORMS.read(tree.child("of")) instanceof Elementary map) {
      return new ElementaryInverse(map);
    }
    throw tree.trouble("of", tree.map().get("of"), "a planar or radial map");
  }

  private static Map<String, Object> write(Chain chain) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(DIM, chain.dim());
    tree.put("parts", chain.parts().stream().map(StorableTypes.TRANSFORMS::write).toList());
    tree.put("splits_context", chain.splitsContext());
    tree.put(BACKWARDS, chain.backwards());
    return tree;
  }

  private static Chain chain(PlainMap tree) {
    tree.requireOnly(DIM, "parts", "splits_context", BACKWARDS);
    List<Transform> parts =
        tree.children("parts").stream().map(StorableTypes.TRANSFORMS::read).toList();
    return new Chain(tree.whole(DIM), parts, tree.truth("splits_context"), tree.truth(BACKWARDS));
  }
}
