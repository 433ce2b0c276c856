package advect.experiment.spec;

import advect.input.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of what the model is the mean: {@code training: {members: 3, blend: [flow, mixture, kernel]}}.
 *
 * @param members flows that are trained one after another from different starts, and count alike
 * @param blend fitted densities that may take a share beside them, and {@code flow} if other scales
 *     of the flows' base may; validation rows say which do, and how large the shares are
 */
public record EnsembleSpec(int members, List<Method> blend) {
  /** One flow and nothing else. */
  public static final EnsembleSpec DEFAULT = new EnsembleSpec(1, List.of());

  /** What is worth a share at many tables. */
  public static final List<Method> BLEND = List.of(Method.FLOW, Method.MIXTURE, Method.KERNEL);

  static final String[] KEYS = {"members", "blend"};

  private static final int MOST_MEMBERS = 100;

  /** Requires a member, and methods that are named once. */
  public EnsembleSpec {
    Check.between("members", members, 1, MOST_MEMBERS);
    blend = List.copyOf(blend);
    Check.that(
        blend.stream().distinct().count() == blend.size(),
        "blend",
        "must name some of %s, each once".formatted(Spelling.all(Method.class)));
  }

  static EnsembleSpec read(Section s) {
    return new EnsembleSpec(
        s.whole("members", DEFAULT.members), s.choices("blend", DEFAULT.blend, Method.class));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (members > 1) tree.put("members", members);
    if (!blend.isEmpty()) tree.put("blend", blend.stream().map(Spelling::of).toList());
    return tree;
  }
}
