package advect.train;

import advect.file.Sha256;
import advect.train.objective.Fingerprint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the bits of a whole training depend on: two trainings with equal fingerprints are the same,
 * as far as their objectives' fingerprints tell. Threads and stopping rules are no part of it.
 */
final class TrainingFingerprint {
  private TrainingFingerprint() {}

  /** Of a whole training. */
  static Map<String, String> of(List<Phase> phases, double[] start) {
    Map<String, String> words = new LinkedHashMap<>();
    for (int i = 0; i < phases.size(); i++) {
      String prefix = phases.size() == 1 ? "" : "phase " + (i + 1) + ": ";
      Map<String, String> part = new LinkedHashMap<>(phases.get(i).objective().fingerprint());
      part.putAll(of(phases.get(i).options()));
      part.forEach((key, value) -> words.put(prefix + key, value));
    }
    words.put("first parameters", Fingerprint.digest(new Sha256().add(start)));
    return words;
  }

  private static Map<String, String> of(TrainingOptions options) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("iterations", Integer.toString(options.iterations()));
    words.put("optimizer", options.optimizer().toString());
    words.put("schedule", options.schedule().toString());
    words.put("clip", Double.toString(options.clip()));
    words.put("average", Double.toString(options.average()));
    words.put("iterations between validations", Integer.toString(options.validateEvery()));
    return words;
  }
}
