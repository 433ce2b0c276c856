package advect.study;

import java.lang.management.ManagementFactory;

/** What the heap holds. */
public final class LiveHeap {
  /**
   * Collections until what was reachable only by chance is gone. The serial collector leaves some
   * dead objects in place but every fourth time.
   */
  private static final int COLLECTIONS = isSerial() ? 4 : 2;

  private static final double KIBIBYTE = 1024;

  private LiveHeap() {}

  /** In use after collections, in KiB. */
  public static double kibibytes() {
    for (int i = 0; i < COLLECTIONS; i++) System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIBIBYTE;
  }

  private static boolean isSerial() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .anyMatch(collector -> collector.getName().equals("MarkSweepCompact"));
  }
}
