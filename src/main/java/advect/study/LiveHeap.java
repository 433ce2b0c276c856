package advect.study;

import java.lang.management.ManagementFactory;

/** What the heap holds. */
final class LiveHeap {
  /** Collections until what was reachable only by chance is gone. */
  private static final int COLLECTIONS = 2;

  /** The serial collector leaves some dead objects in place but every fourth time. */
  private static final int SERIAL_COLLECTIONS = 4;

  private static final String SERIAL = "MarkSweepCompact";

  private static final double KIBIBYTE = 1024;

  private LiveHeap() {}

  /** In use after collections, in KiB. */
  static double kibibytes() {
    boolean serial =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .anyMatch(collector -> collector.getName().equals(SERIAL));
    for (int i = 0; i < (serial ? SERIAL_COLLECTIONS : COLLECTIONS); i++) System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / KIBIBYTE;
  }
}
