package advect.cli.terminal;

import advect.train.StopRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns an end from outside, such as Ctrl-C, into a request to stop, and holds the end up until the
 * training under way has been saved.
 */
public final class StopOnSignal implements AutoCloseable {
  /** An iteration and its checkpoint take less, and a person waits no longer. */
  private static final int PATIENCE_SECONDS = 60;

  private final StopRequest request;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread atExit = new Thread(this::stop, "advect-stop");

  /** Listens from now on until it is closed. */
  public StopOnSignal(StopRequest request) {
    this.request = request;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private void stop() {
    if (!request.request()) return;
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) return; // an older checkpoint remains
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is said and saved. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The end has come already.
    }
  }
}
