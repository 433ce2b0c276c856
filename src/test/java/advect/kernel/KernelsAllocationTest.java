package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kernels allocate nothing once they are compiled: vectors that the compiler fails to keep in
 * registers would show here as objects.
 *
 * <p>A study, not a condition: what the compiler keeps in registers is its own choice from run to
 * run, and on Java 25 it was seen to leave the float64 backward pass allocating.
 */
@Tag("slow")
class KernelsAllocationTest {
  private static final int BATCH = 200;
  private static final long PATIENCE_SECONDS = 30;

  @ParameterizedTest
  @MethodSource("advect.kernel.Guarded#providers")
  void nothingIsAllocatedAfterWarmUp(Kernels<?> kernels) {
    operations(kernels)
        .forEach(
            (name, work) -> assertThat(bytesAtRest(work)).as("%s of %s", name, kernels).isZero());
  }

  /** Bytes allocated by a batch: 0 as soon as one batch is free of it, else the last count. */
  private static long bytesAtRest(Runnable work) {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    long bytes;
    do {
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < BATCH; i++) {
        work.run();
      }
      bytes = thread.getCurrentThreadAllocatedBytes() - before;
    } while (bytes > 0 && System.nanoTime() < end);
    return bytes;
  }

  private static <A> Map<String, Runnable> operations(Kernels<A> kernels) {
    Random rng = new Random(8);
    Panel<A> w = Guarded.random(kernels, 33, 21, rng).panel();
    Panel<A> wbar = Guarded.random(kernels, 33, 21, rng).panel();
    Panel<A> narrow = Guarded.random(kernels, 33, 2, rng).panel();
    Panel<A> inputs = Guarded.random(kernels, 2, 70, rng).panel();
    Panel<A> x = Guarded.random(kernels, 21, 70, rng).panel();
    Panel<A> few = Guarded.random(kernels, 21, 1, rng).panel();
    Panel<A> fewOut = Guarded.random(kernels, 33, 1, rng).panel();
    Panel<A> y = Guarded.random(kernels, 33, 70, rng).panel();
    Panel<A> post = Guarded.random(kernels, 33, 70, rng).panel();
    Panel<A> ybar = Guarded.random(kernels, 33, 70, rng).panel();
    Panel<A> slope = Guarded.random(kernels, 33, 35, rng).panel();
    Panel<A> curvature = Guarded.random(kernels, 33, 35, rng).panel();
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("product", () -> kernels.product(w, x, y));
    all.put("narrow product", () -> kernels.addProduct(w, few, fewOut));
    all.put("transposed product", () -> kernels.transposedProduct(w, y, x));
    all.put("outer product", () -> kernels.addOuterProduct(1e-3, y, x, wbar));
    all.put("narrow outer product", () -> kernels.addOuterProduct(1e-3, y, inputs, narrow));
    for (Activation activation : Activation.values()) {
      all.put(activation.toString(), () -> kernels.activate(activation, y, post, slope, curvature));
    }
    all.put("backward", () -> kernels.activateBackward(y, slope, curvature, post));
    all.put("gate", () -> kernels.gate(slope, y, post));
    all.put("gate backward", () -> kernels.gateBackward(slope, y, post, ybar, curvature));
    return all;
  }
}
