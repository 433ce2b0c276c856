package advect.study;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long the processor worked, whatever else the machine did meanwhile. */
public final class ProcessorTime {
  private static final int REPEATS = 50;
  private static final double NANOS = 1e9;

  private ProcessorTime() {}

  /** Seconds of this thread's processor for work that no other thread does: the best of fifty. */
  public static double bestSeconds(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    return best / NANOS;
  }
}
