package advect.experiment;

import advect.experiment.result.Certificate;
import advect.experiment.result.Metrics;
import advect.experiment.result.Versions;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a model file says of where the model comes from and how good it is. */
final class ModelCard {
  private ModelCard() {}

  static Map<String, Object> of(Metrics metrics, Source source) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("name", metrics.subject().name());
    String fitted = metrics.subject().fitted();
    if (fitted != null) card.put("fitted", fitted);
    card.put("provenance", provenance(metrics, source));
    card.put("split", split(source));
    card.put("test", test(metrics));
    card.put("certificates", certificates(metrics.checks()));
    if (metrics.table() != null) {
      metrics.table().rival().ifPresent(rival -> rival.writeTo(card));
    }
    card.put("config", metrics.subject().config());
    return card;
  }

  private static Map<String, Object> provenance(Metrics metrics, Source source) {
    Versions versions = metrics.provenance().versions();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("seed", metrics.subject().seed());
    tree.put("data_sha256", source.digest());
    tree.put("advect", versions.advect());
    tree.put("java", versions.java());
    tree.put("ejml", versions.ejml());
    return tree;
  }

  /** A toy's training points are drawn afresh, and so are not counted. */
  private static Map<String, Object> split(Source source) {
    Map<String, Object> tree = new LinkedHashMap<>();
    source.table().ifPresent(table -> tree.put("train", table.trainRows()));
    tree.put("validation", source.held().validation().numRows);
    tree.put("test", source.held().test().numRows);
    return tree;
  }

  private static Map<String, Object> test(Metrics metrics) {
    Metrics.Test test = metrics.test();
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "nll", test.nll());
    put(tree, "nll_se", test.nllSe());
    Metrics.TableFigures table = metrics.table();
    if (table != null) {
      put(tree, "nll_dequantized", table.dequantized().nllDequantized());
      put(tree, "nll_dequantized_se", table.dequantized().nllDequantizedSe());
      String surface = table.measure().surface();
      if (surface != null) tree.put("surface", surface);
    }
    put(tree, "entropy", test.entropy());
    put(tree, "kl", test.kl());
    put(tree, "kl_se", test.klSe());
    return tree;
  }

  private static Map<String, Object> certificates(Metrics.Checks checks) {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "mass", checks.mass());
    put(tree, "mass_error", checks.massError());
    put(tree, "round_trip_error", checks.roundTripError());
    put(tree, "tolerance_gap", checks.toleranceGap());
    put(tree, "trace_se", checks.traceSe());
    Certificate certificate = checks.certificate();
    if (certificate != null) {
      put(tree, "logp_error_p50", certificate.logpError().p50());
      put(tree, "logp_error_p99", certificate.logpError().p99());
      put(tree, "logp_error_max", certificate.logpError().max());
    }
    return tree;
  }

  /** What was not measured is left out. */
  private static void put(Map<String, Object> tree, String key, double value) {
    if (Double.isFinite(value)) tree.put(key, value);
  }
}
