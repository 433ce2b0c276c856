package advect.train.objective;

import advect.file.Sha256;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.base.Base;
import advect.flow.base.GivenBase;
import advect.flow.dynamics.Trace;
import advect.flow.transform.Regularization;
import advect.gradient.GradientMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the bits of an objective depend on, in words and digests: two with equal fingerprints are
 * the same, up to training rows that neither the first batch nor the standardisation has seen,
 * unless batches have an {@link Batches#identity}. Threads are no part of it.
 */
public final class Fingerprint {
  /** Enough to tell any two trainings apart, and short enough for a message. */
  static final int DIGITS = 16;

  private Fingerprint() {}

  /** Of a likelihood through any transform. */
  static Map<String, String> of(Flow flow, Batches batches) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("objective", "maximum likelihood");
    words.put("transform", flow.transform().toString());
    words.put("base", describe(flow.base()));
    words.put("standardisation", digest(flow.units()));
    addTo(words, batches);
    return words;
  }

  /** Of the likelihood of a continuous flow. */
  static Map<String, String> of(
      ContinuousFlow flow,
      GradientMethod method,
      Regularization regularization,
      Batches batches,
      HeldOut validation) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("objective", "maximum likelihood");
    words.put("gradient", method.describe());
    words.put("regularization", regularization.toString());
    words.put("end", Double.toString(flow.end()));
    addTo(words, flow);
    addTo(words, batches);
    validation.addTo(words);
    return words;
  }

  /** The base as it was given, and the units of the data. */
  public static Map<String, String> ofSpace(ContinuousFlow flow) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("base", describe(flow.base()));
    words.put("standardisation", digest(flow.standardization()));
    return words;
  }

  /** Adds what a flow and its solves are, but for the solver and the shards. */
  public static void addTo(Map<String, String> words, ContinuousFlow flow) {
    FlowSettings settings = flow.settings();
    words.put("field", flow.field().toString());
    words.put("trace", describe(settings.trace()));
    words.put("precision", settings.precision().toString());
    words.put("seed", Long.toString(settings.seed()));
    words.put("base", describe(flow.base()));
    words.put("standardisation", digest(flow.standardization()));
    words.put("standardisation of the context", digest(flow.contextUnits()));
  }

  /**
   * Adds what tells batches from others: the first of them, and their identity if they have one.
   */
  public static void addTo(Map<String, String> words, Batches batches) {
    words.put("first batch", batches.batch(0).digest());
    if (!batches.identity().isEmpty()) words.put("training rows", batches.identity());
  }

  private static String describe(Trace trace) {
    return trace instanceof Trace.Given given
        ? "given " + Batch.of(given.e()).digest()
        : trace.toString();
  }

  /** A base in words, with the digest of the parameters that it was given. */
  static String describe(Base base) {
    if (!(base instanceof GivenBase given)) return base.toString();
    String values = digest(new Sha256().add(given.values()));
    return "%s, %s as %s".formatted(given.family(), given.isFixed() ? "fixed" : "begun", values);
  }

  /** Of shifts and scales. */
  static String digest(Standardization map) {
    Sha256 sha = new Sha256();
    for (int j = 0; j < map.dim(); j++) sha.add(new double[] {map.shift(j), map.scale(j)});
    return digest(sha);
  }

  /** What was added, shortened. */
  public static String digest(Sha256 sha) {
    return sha.hex().substring(0, DIGITS);
  }
}
