package advect.train;

/**
 * A wish, from any thread, that a training end after the iteration under way.
 *
 * <p>Threads: safe to share.
 */
public final class StopRequest {
  private boolean requested;
  private boolean training;

  /**
   * Asks for the end.
   *
   * @return whether a training is under way that will soon end and save
   */
  public synchronized boolean request() {
    requested = true;
    return training;
  }

  /** Whether the end was asked for. */
  public synchronized boolean requested() {
    return requested;
  }

  synchronized void training(boolean value) {
    training = value;
  }
}
