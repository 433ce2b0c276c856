package advect.train;

/**
 * A wish, from any thread, that a training end after the iteration under way; several trainings may
 * share one.
 *
 * <p>Threads: safe to share.
 */
public final class StopRequest {
  private boolean requested;
  private int trainings;

  /**
   * Asks for the end.
   *
   * @return whether a training is under way that will soon end and save
   */
  public synchronized boolean request() {
    requested = true;
    return trainings > 0;
  }

  /** Whether the end was asked for. */
  public synchronized boolean requested() {
    return requested;
  }

  synchronized void trainingBegins() {
    trainings++;
  }

  synchronized void trainingEnds() {
    trainings--;
  }
}
