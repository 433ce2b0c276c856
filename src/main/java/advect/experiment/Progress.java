package advect.experiment;

import java.util.List;

/** Hears how far a run has come. Called by one thread at a time. */
public interface Progress {
  /** Ignores everything. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String what) {}

        @Override
        public void iteration(int done, int total, List<String> notes) {}
      };

  /** A part of the work begins, named as in "evaluating 100000 points". */
  void phase(String what);

  /**
   * A training iteration ended.
   *
   * @param done iterations so far
   * @param total iterations in all
   * @param notes what it showed, such as "NLL 2.5"
   */
  void iteration(int done, int total, List<String> notes);
}
