package advect.experiment.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The density at time 0: {@code base: standard-normal}, {@code base: {student-t: {nu: 5}}}, {@code
 * base: {mixture: {learned: false}}}.
 */
public sealed interface BaseSpec {
  /** N(0, I). */
  BaseSpec DEFAULT = new NormalBase();

  /** N(0, I). */
  record NormalBase() implements BaseSpec {
    @Override
    public Object tree() {
      return "standard-normal";
    }
  }

  /**
   * A Student t for each coordinate.
   *
   * @param nu degrees of freedom, of all coordinates at the start
   * @param learned whether training changes them
   */
  record StudentTBase(double nu, boolean learned) implements BaseSpec {
    /** Requires degrees of freedom. */
    public StudentTBase {
      Check.positive("nu", nu);
    }

    @Override
    public Object tree() {
      return Map.of("student-t", options("nu", nu, learned));
    }
  }

  /**
   * The mixture of Gaussians that is best on validation points, fitted to training points.
   *
   * @param learned whether training changes it
   */
  record MixtureBase(boolean learned) implements BaseSpec {
    @Override
    public Object tree() {
      return Map.of("mixture", Map.of("learned", learned));
    }
  }

  /** As it is read. */
  Object tree();

  private static Map<String, Object> options(String key, Object value, boolean learned) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(key, value);
    options.put("learned", learned);
    return options;
  }

  /** Reads the variants of the key {@code base}. */
  static BaseSpec read(Section parent) {
    List<String> names = List.of("standard-normal", "student-t", "mixture");
    String name = parent.variant("base", names, "standard-normal");
    if (name.equals("student-t")) {
      Section s = parent.options("base", name, "nu", "learned");
      return s.make(() -> new StudentTBase(s.number("nu", 5), s.truth("learned", true)));
    }
    if (name.equals("mixture")) {
      Section s = parent.options("base", name, "learned");
      return s.make(() -> new MixtureBase(s.truth("learned", true)));
    }
    return parent.options("base", name).make(NormalBase::new);
  }
}
