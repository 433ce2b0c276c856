package advect.experiment;

import advect.kernel.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The flow around the field: {@code flow: {trace: exact, base: standard-normal}}.
 *
 * @param trace how tr(∂f/∂z) is computed in training
 * @param base the density at time 0
 * @param precision the field's arithmetic in evaluation; training has its own
 */
public record FlowSpec(Trace trace, Base base, Precision precision) {
  /** Exact trace, standard normal base, and float64, which tight tolerances need. */
  public static final FlowSpec DEFAULT =
      new FlowSpec(new Trace.Exact(), Base.STANDARD_NORMAL, Precision.FLOAT64);

  /** Densities at time 0. */
  public enum Base {
    /** N(0, I). */
    STANDARD_NORMAL
  }

  /** How tr(∂f/∂z) is computed. */
  public sealed interface Trace {
    /** One tangent for each dimension. */
    record Exact() implements Trace {}

    /**
     * An unbiased estimate from random tangents that stay fixed for a solve and its gradient.
     *
     * @param probes number of tangents
     * @param noise their distribution
     */
    record Hutchinson(int probes, Noise noise) implements Trace {
      /** One tangent of random signs, whose variance is the smaller. */
      public static final Hutchinson DEFAULT = new Hutchinson(1, Noise.RADEMACHER);

      /** Requires at least one probe. */
      public Hutchinson {
        Check.atLeast("probes", probes, 1);
      }
    }
  }

  /** Distributions of random tangents, all with E[e eᵀ] = I. */
  public enum Noise {
    /** Independent signs. */
    RADEMACHER,
    /** Independent standard normals. */
    GAUSSIAN
  }

  static FlowSpec read(Section parent) {
    Section s = parent.section("flow", "trace", "base", "precision");
    return new FlowSpec(
        readTrace(s), s.choice("base", DEFAULT.base), s.choice("precision", DEFAULT.precision));
  }

  private static Trace readTrace(Section s) {
    String name = s.variant("trace", List.of("exact", "hutchinson"), "exact");
    if (name.equals("exact")) {
      Section none = s.options("trace", name);
      return none.make(Trace.Exact::new);
    }
    Section o = s.options("trace", name, "probes", "noise");
    Trace.Hutchinson d = Trace.Hutchinson.DEFAULT;
    return o.make(
        () -> new Trace.Hutchinson(o.whole("probes", d.probes()), o.choice("noise", d.noise())));
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("trace", treeOf(trace));
    tree.put("base", Spelling.of(base));
    tree.put("precision", Spelling.of(precision));
    return tree;
  }

  private static Object treeOf(Trace trace) {
    if (!(trace instanceof Trace.Hutchinson h)) return "exact";
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("probes", h.probes());
    options.put("noise", Spelling.of(h.noise()));
    return Map.of("hutchinson", options);
  }
}
