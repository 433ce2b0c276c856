package advect.file;

import java.io.IOException;

/** Work to be done when the program ends, by Ctrl-C too, unless this is closed before. */
public final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /**
   * Has {@code work} done at the end, at the same time as all other work of this kind.
   *
   * @throws IOException if the end has begun, too late for it
   */
  public static AtExit run(String name, Runnable work) throws IOException {
    Thread hook = new Thread(work, name);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      throw new IOException("the program is about to end", e);
    }
    return new AtExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The end has begun, and with it the work.
    }
  }
}
