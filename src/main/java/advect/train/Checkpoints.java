package advect.train;

import java.nio.file.Path;

/**
 * Where and how often training is saved. It is also saved when it ends.
 *
 * @param file replaced as a whole each time
 * @param seconds from one checkpoint to the next; 0 saves after every iteration
 */
public record Checkpoints(Path file, double seconds) {
  /** A crash loses little work, and saving takes next to no time. */
  private static final double DEFAULT_SECONDS = 30;

  /** Requires a time. */
  public Checkpoints {
    if (!(seconds >= 0)) {
      throw new IllegalArgumentException("expected seconds of 0 or more, got " + seconds);
    }
  }

  /** Every half a minute. */
  public Checkpoints(Path file) {
    this(file, DEFAULT_SECONDS);
  }
}
