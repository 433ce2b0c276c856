package advect.experiment;

import advect.train.StopRequest;

/**
 * How an experiment is carried out; none of it changes its results.
 *
 * @param threads that work at once
 * @param resume whether to go on from what an earlier run saved, if it did
 * @param stop ends training after an iteration, saved
 */
public record RunOptions(int threads, boolean resume, StopRequest stop) {
  /** The same from the beginning. */
  RunOptions withoutResume() {
    return new RunOptions(threads, false, stop);
  }

  /** From the beginning to the end. */
  public static RunOptions of(int threads) {
    return new RunOptions(threads, false, new StopRequest());
  }
}
