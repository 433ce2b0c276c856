package advect.study;

import advect.experiment.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an experiment file with {@code study: ...} describes. Immutable. */
public interface Study {
  /** Names the results directory. */
  String name();

  /** Of every random number. */
  long seed();

  /** What it is about, as the file spells it. */
  String kind();

  /** Every key of its kind with its value, defaults included. */
  Map<String, Object> settings();

  /** Every key with its value; reading that back gives an equal study. */
  default Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name());
    tree.put("seed", seed());
    tree.put("study", kind());
    tree.putAll(settings());
    return tree;
  }

  /**
   * Does all of it.
   *
   * @param threads that work at once; results do not depend on it
   * @param trainings carry out every training
   * @throws advect.experiment.RunInterrupted if it was asked to stop while training
   */
  Findings run(int threads, Trainings trainings, Progress progress);

  /** The same in one go. */
  default Findings run(int threads, Progress progress) {
    return run(threads, Trainings.unsaved(), progress);
  }
}
