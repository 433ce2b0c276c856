package advect.experiment.spec;

import advect.flow.dynamics.ProbeDistribution;
import advect.flow.dynamics.Trace;
import advect.input.Spelling;
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
public record FlowSpec(Trace trace, BaseSpec base, Precision precision) {
  /**
   * Exact trace, standard normal base, and float32, which is exact enough for tolerances to 1e-8.
   */
  public static final FlowSpec DEFAULT =
      new FlowSpec(new Trace.Exact(), BaseSpec.DEFAULT, Precision.FLOAT32);

  /** One probe of random signs, whose variance is the smaller. */
  private static final Trace.Hutchinson ONE_PROBE =
      new Trace.Hutchinson(1, ProbeDistribution.RADEMACHER);

  static FlowSpec read(Section parent) {
    Section s = parent.section("flow", "trace", "base", "precision");
    return new FlowSpec(readTrace(s), BaseSpec.read(s), s.choice("precision", DEFAULT.precision));
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

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("trace", treeOf(trace));
    tree.put("base", base.tree());
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
