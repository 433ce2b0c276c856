package advect.experiment.spec;

import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.input.Spelling;
import advect.kernel.Precision;
import advect.ode.Solver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The flow around the field: {@code flow: {trace: exact, base: standard-normal}}.
 *
 * @param trace how tr(∂f/∂z) is computed in training
 * @param base the density at time 0
 * @param precision the field's arithmetic in evaluation; training has its own. Of float32, which is
 *     the default, float64 takes over where the evaluation's tolerance is too fine; a file that
 *     asks for float32 all the same is refused
 */
public record FlowSpec(Trace trace, BaseSpec base, Precision precision) {
  /**
   * Exact trace, standard normal base, and float32, which is exact enough for tolerances to 5e-7.
   */
  public static final FlowSpec DEFAULT =
      new FlowSpec(new Trace.Exact(), BaseSpec.DEFAULT, Precision.FLOAT32);

  private static final String PRECISION = "precision";

  /** One probe of random signs, whose variance is the smaller. */
  private static final Trace.Hutchinson ONE_PROBE =
      new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER);

  static FlowSpec read(Section parent) {
    Section s = section(parent);
    return new FlowSpec(readTrace(s), BaseSpec.read(s), s.choice(PRECISION, DEFAULT.precision));
  }

  private static Section section(Section parent) {
    return parent.section("flow", "trace", "base", PRECISION);
  }

  /** Refuses float32 that was written beside a tolerance of the evaluation that it cannot tell. */
  void checkWritten(Section parent, Solver evaluation) {
    FineTolerance fine = new FineTolerance(evaluation);
    Section s = section(parent);
    if (!s.has(PRECISION) || precision != Precision.FLOAT32 || !fine.needsFloat64()) return;
    throw s.error(
        PRECISION,
        "is float32, but evaluate.solver is " + fine.refusal("tolerance", "flow.precision"));
  }

  private static Trace readTrace(Section s) {
    String name = s.variant("trace", List.of("exact", "hutchinson"), "exact");
    if (name.equals("exact")) {
      return s.options("trace", name).make(Trace.Exact::new);
    }
    Section o = s.options("trace", name, "probes", "noise");
    return o.make(
        () ->
            new Trace.Hutchinson(
                o.whole("probes", ONE_PROBE.probes()), o.choice("noise", ONE_PROBE.noise())));
  }

  /** The same without float32 where that says nothing, since it is the default. */
  Map<String, Object> treeWithoutDefault() {
    Map<String, Object> tree = tree();
    if (precision == DEFAULT.precision) tree.remove(PRECISION);
    return tree;
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("trace", treeOf(trace));
    tree.put("base", base.tree());
    tree.put(PRECISION, Spelling.of(precision));
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
