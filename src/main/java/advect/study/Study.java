package advect.study;

import advect.experiment.Progress;
import java.util.Map;

/** What an experiment file with {@code study: ...} describes. Immutable. */
public interface Study {
  /** Names the results directory. */
  String name();

  /** Of every random number. */
  long seed();

  /** What it is about, as the file spells it. */
  String kind();

  /** Every key with its value, defaults included; reading that back gives an equal study. */
  Map<String, Object> tree();

  /**
   * Does all of it.
   *
   * @param threads that work at once; results do not depend on it
   */
  Findings run(int threads, Progress progress);
}
