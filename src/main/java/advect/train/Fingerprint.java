package advect.train;

import advect.file.Sha256;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Standardization;
import advect.flow.dynamics.Trace;
import advect.gradient.GradientMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * What a training's bits depend on, in words and digests: two trainings with equal fingerprints are
 * the same, up to training rows that neither the first batch nor the standardisation has seen,
 * unless batches have an {@link Batches#identity}.
 *
 * <p>Threads and stopping rules are no part of it.
 */
final class Fingerprint {
  /** Enough to tell any two trainings apart, and short enough for a message. */
  private static final int DIGITS = 16;

  private Fingerprint() {}

  static Map<String, String> of(
      ContinuousFlow flow,
      GradientMethod method,
      Batches batches,
      DMatrixRMaj validation,
      TrainingOptions options) {
    FlowSettings settings = flow.settings();
    Map<String, String> words = new LinkedHashMap<>();
    words.put("field", flow.field().toString());
    words.put("gradient", method.describe());
    words.put("solver of validation", settings.solver().describe());
    words.put("trace", describe(settings.trace()));
    words.put("precision", settings.precision().toString());
    words.put("shard size", Integer.toString(settings.parallelism().shardSize()));
    words.put("seed", Long.toString(settings.seed()));
    words.put("iterations", Integer.toString(options.iterations()));
    words.put("optimizer", options.optimizer().toString());
    words.put("schedule", options.schedule().toString());
    words.put("iterations between validations", Integer.toString(options.validateEvery()));
    words.put("end", Double.toString(flow.end()));
    words.put("first parameters", digest(new Sha256().add(flow.parameters())));
    words.put("standardisation", digest(flow.standardization()));
    words.put("first batch", digest(batches.batch(0)));
    if (!batches.identity().isEmpty()) words.put("training rows", batches.identity());
    words.put("validation rows", digest(validation));
    return words;
  }

  private static String describe(Trace trace) {
    return trace instanceof Trace.Given given ? "given " + digest(given.e()) : trace.toString();
  }

  private static String digest(Standardization map) {
    Sha256 sha = new Sha256();
    for (int j = 0; j < map.dim(); j++) sha.add(new double[] {map.shift(j), map.scale(j)});
    return digest(sha);
  }

  private static String digest(DMatrixRMaj x) {
    return digest(new Sha256().add(x.numRows + " " + x.numCols).add(x.data));
  }

  private static String digest(Sha256 sha) {
    return sha.hex().substring(0, DIGITS);
  }
}
