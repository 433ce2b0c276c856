package advect.experiment.spec;

import advect.train.TrainingOptions;
import advect.train.optimizer.Adam;
import advect.train.optimizer.Muon;
import advect.train.optimizer.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an {@link Optimizer} is written in an experiment file: {@code {adam: {rate: 1e-3}}} or {@code
 * {muon: {rate: 2e-2, adam: {rate: 2e-3}}}}.
 */
final class OptimizerFormat {
  /** The rule wherever a file does not name one. */
  static final Optimizer DEFAULT = Muon.DEFAULT;

  /** Adam where a file names it without a rate. */
  private static final Adam ADAM = Adam.DEFAULT.withRate(TrainingOptions.RATE);

  private OptimizerFormat() {}

  /** Reads the variants of the key {@code optimizer}. */
  static Optimizer read(Section parent) {
    String name = parent.variant("optimizer", List.of("adam", "muon"), "muon");
    return name.equals("adam")
        ? adam(parent.options("optimizer", name, adamKeys()), ADAM)
        : muon(parent.options("optimizer", name, "rate", "momentum", "weight-decay", "adam"));
  }

  private static String[] adamKeys() {
    return new String[] {"rate", "beta1", "beta2", "epsilon", "weight-decay"};
  }

  private static Adam adam(Section s, Adam d) {
    return s.make(
        () ->
            new Adam(
                s.number("rate", d.rate()),
                s.number("beta1", d.beta1()),
                s.number("beta2", d.beta2()),
                s.number("epsilon", d.epsilon()),
                s.number("weight-decay", d.weightDecay())));
  }

  private static Muon muon(Section s) {
    Muon d = Muon.DEFAULT;
    Adam rest = adam(s.section("adam", adamKeys()), d.rest());
    return s.make(
        () ->
            new Muon(
                s.number("rate", d.rate()),
                s.number("momentum", d.momentum()),
                s.number("weight-decay", d.weightDecay()),
                rest));
  }

  /** As it is read. */
  static Map<String, Object> tree(Optimizer optimizer) {
    if (optimizer instanceof Adam adam) return Map.of("adam", tree(adam));
    if (optimizer instanceof Muon muon) return Map.of("muon", tree(muon));
    throw new IllegalArgumentException("an experiment file has no words for " + optimizer);
  }

  private static Map<String, Object> tree(Muon muon) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rate", muon.rate());
    tree.put("momentum", muon.momentum());
    tree.put("weight-decay", muon.weightDecay());
    tree.put("adam", tree(muon.rest()));
    return tree;
  }

  private static Map<String, Object> tree(Adam adam) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("rate", adam.rate());
    tree.put("beta1", adam.beta1());
    tree.put("beta2", adam.beta2());
    tree.put("epsilon", adam.epsilon());
    tree.put("weight-decay", adam.weightDecay());
    return tree;
  }
}
