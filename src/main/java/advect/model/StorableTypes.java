package advect.model;

import advect.field.VectorField;
import advect.field.layered.ConcatSquash;
import advect.field.layered.Mlp;
import advect.field.layered.TimeInput;
import advect.flow.base.Base;
import advect.flow.base.KernelMixture;
import advect.flow.base.MultivariateNormal;
import advect.flow.base.NormalMixture;
import advect.flow.base.ScaleMixture;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.flow.transform.Transform;
import advect.input.PlainMap;
import advect.input.Spelling;
import advect.kernel.Activation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model file can hold. A field, base or transform of your own becomes one of them by a call
 * before the first model with it is written or read:
 *
 * <pre>
 *   StorableTypes.BASES.register(
 *       new StorableType&lt;&gt;(
 *           "laplace",
 *           Laplace.class,
 *           base -&gt; Map.of("dim", base.dim()),
 *           tree -&gt; new Laplace(tree.whole("dim"))));
 * </pre>
 *
 * <p>Its parameters are stored under their names, which for a base begin with {@code base.}. A type
 * made of others writes them by {@link Registry#write} and reads them by {@link Registry#read}.
 */
public final class StorableTypes {
  /** Vector fields: {@code mlp}, {@code concat-squash}, and those that are registered. */
  public static final Registry<VectorField> FIELDS =
      new Registry<>("field", "StorableTypes.FIELDS.register");

  /**
   * Base densities: {@code standard-normal}, {@code student-t}, {@code multivariate-normal}, {@code
   * normal-mixture}, {@code kernel-mixture}, and those that are registered; of each also one with
   * given parameters.
   */
  public static final Registry<Base> BASES = new Registry<>("base", "StorableTypes.BASES.register");

  /**
   * Invertible maps: {@code ode}, {@code affine}, {@code planar}, {@code radial}, {@code inverse}
   * of one of these two, {@code chain} of any, and those that are registered.
   */
  public static final Registry<Transform> TRANSFORMS =
      new Registry<>("transform", "StorableTypes.TRANSFORMS.register");

  static {
    FIELDS.register(new StorableType<>("mlp", Mlp.class, StorableTypes::write, StorableTypes::mlp));
    FIELDS.register(
        new StorableType<>(
            "concat-squash", ConcatSquash.class, StorableTypes::write, StorableTypes::squash));
    BASES.register(
        new StorableType<>(
            "standard-normal",
            StandardNormal.class,
            base -> Map.of("dim", base.dim()),
            tree -> new StandardNormal(dim(tree))));
    BASES.register(
        new StorableType<>(
            "student-t",
            StudentT.class,
            base -> Map.of("dim", base.dim()),
            tree -> new StudentT(dim(tree))));
    BASES.register(
        new StorableType<>(
            "multivariate-normal",
            MultivariateNormal.class,
            base -> Map.of("dim", base.dim()),
            tree -> new MultivariateNormal(dim(tree))));
    BASES.register(
        new StorableType<>(
            "normal-mixture", NormalMixture.class, StorableTypes::write, StorableTypes::mixture));
    BASES.register(
        new StorableType<>(
            "kernel-mixture", KernelMixture.class, StorableTypes::write, StorableTypes::kernels));
    BASES.register(
        new StorableType<>(
            "scale-mixture", ScaleMixture.class, StorableTypes::write, StorableTypes::scales));
    StoredTransforms.all().forEach(TRANSFORMS::register);
  }

  /** More than any network has; each costs memory before its tensors are looked for. */
  private static final int MOST_LAYERS = 10_000;

  private static final String CONTEXT = "context";
  private static final String WIDTHS = "widths";

  private StorableTypes() {}

  private static Map<String, Object> write(Mlp field) {
    Map<String, Object> tree = layers(field.dim(), field.hidden(), field.activation());
    tree.put("time", Spelling.of(field.time()));
    return withContext(field, tree);
  }

  private static Map<String, Object> write(ConcatSquash field) {
    return withContext(field, layers(field.dim(), field.hidden(), field.activation()));
  }

  /** Only what the first version of the format knows, if there is no context. */
  private static Map<String, Object> withContext(VectorField field, Map<String, Object> tree) {
    if (field.contextDim() > 0) tree.put(CONTEXT, field.contextDim());
    return tree;
  }

  private static int context(PlainMap tree) {
    return tree.has(CONTEXT) ? tree.whole(CONTEXT) : 0;
  }

  private static Map<String, Object> layers(int dim, List<Integer> hidden, Activation activation) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dim", dim);
    tree.put("hidden", hidden);
    tree.put("activation", Spelling.of(activation));
    return tree;
  }

  private static Mlp mlp(PlainMap tree) {
    tree.requireOnly("dim", "hidden", "activation", "time", CONTEXT);
    TimeInput time = tree.constant("time", TimeInput.class);
    return new Mlp(tree.whole("dim"), hidden(tree), activation(tree), time, context(tree));
  }

  private static ConcatSquash squash(PlainMap tree) {
    tree.requireOnly("dim", "hidden", "activation", CONTEXT);
    return new ConcatSquash(tree.whole("dim"), hidden(tree), activation(tree), context(tree));
  }

  private static List<Integer> hidden(PlainMap tree) {
    List<Long> widths = tree.wholes("hidden", 1, Integer.MAX_VALUE);
    if (widths.size() > MOST_LAYERS) {
      throw tree.trouble("hidden", widths, "at most %d layers".formatted(MOST_LAYERS));
    }
    return widths.stream().map(Long::intValue).toList();
  }

  private static Activation activation(PlainMap tree) {
    return tree.constant("activation", Activation.class);
  }

  private static Map<String, Object> write(NormalMixture base) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dim", base.dim());
    tree.put("components", base.components());
    return tree;
  }

  private static NormalMixture mixture(PlainMap tree) {
    tree.requireOnly("dim", "components");
    return new NormalMixture(tree.whole("dim"), tree.whole("components"));
  }

  private static Map<String, Object> write(KernelMixture base) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dim", base.dim());
    tree.put("kernels", base.kernels());
    if (base.widths() > 1) tree.put(WIDTHS, base.widths());
    return tree;
  }

  private static KernelMixture kernels(PlainMap tree) {
    tree.requireOnly("dim", "kernels", WIDTHS);
    int widths = tree.has(WIDTHS) ? tree.whole(WIDTHS) : 1;
    return new KernelMixture(tree.whole("dim"), tree.whole("kernels"), widths);
  }

  private static Map<String, Object> write(ScaleMixture base) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("of", BASES.write(base.family()));
    tree.put("scales", base.scales());
    return tree;
  }

  private static ScaleMixture scales(PlainMap tree) {
    tree.requireOnly("of", "scales");
    return new ScaleMixture(BASES.read(tree.child("of")), tree.whole("scales"));
  }

  private static int dim(PlainMap tree) {
    tree.requireOnly("dim");
    return tree.whole("dim");
  }
}
