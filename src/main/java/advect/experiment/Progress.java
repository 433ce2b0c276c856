package advect.experiment;

/** Hears how far a run has come. Called by one thread. */
public interface Progress {
  /** Ignores everything. */
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String what) {}

        @Override
        public void iteration(int done, int total, double nll, double nfe) {}
      };

  /** A part of the work begins, named as in "evaluating 100000 points". */
  void phase(String what);

  /**
   * A training iteration ended.
   *
   * @param done iterations so far
   * @param total iterations in all
   * @param nll the loss, in nats
   * @param nfe evaluations of the field in the last solve and its gradient
   */
  void iteration(int done, int total, double nll, double nfe);
}
