package advect.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import advect.kernel.GuardedWeights.Placement;
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
  @MethodSource("advect.kernel.Providers#all")
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
    Matrix<A> w = GuardedWeights.random(kernels, 33, 21, Placement.ROWS, rng).matrix();
    Matrix<A> narrow = GuardedWeights.random(kernels, 33, 2, Placement.ROWS, rng).matrix();
    Panel<A> inputs = Guarded.random(kernels, new Shape(35, 2, 2), rng).panel();
    Panel<A> x = Guarded.random(kernels, new Shape(35, 2, 21), rng).panel();
    Panel<A> y = Guarded.random(kernels, new Shape(35, 2, 33), rng).panel();
    Panel<A> z = Guarded.random(kernels, new Shape(35, 2, 33), rng).panel();
    Panel<A> few = Guarded.random(kernels, new Shape(1, 1, 21), rng).panel();
    Panel<A> fewOut = Guarded.random(kernels, new Shape(1, 1, 33), rng).panel();
    Panel<A> s = Guarded.random(kernels, new Shape(35, 1, 33), rng).panel();
    Panel<A> sbar = Guarded.random(kernels, new Shape(35, 1, 33), rng).panel();
    Dual<A> bar = kernels.dual(35, 2, 33);
    Map<String, Runnable> all = new LinkedHashMap<>();
    all.put("product", () -> kernels.product(w, x, y));
    all.put("narrow product", () -> kernels.addProduct(w, few, fewOut));
    all.put("transposed product", () -> kernels.transposedProduct(w, y, x));
    all.put("outer product", () -> kernels.accumulate(1e-3, y, x, w));
    all.put("narrow outer product", () -> kernels.accumulate(1e-3, y, inputs, narrow));
    for (Activation activation : Activation.values()) {
      Activated<A> state = kernels.activated(activation, 35, 2, 33);
      all.put(activation.toString(), () -> kernels.activate(state, y));
      all.put(activation + " backward", () -> kernels.activateBackward(state, y, bar));
    }
    all.put("gate", () -> kernels.gate(s, y, z));
    all.put("gate cotangent", () -> kernels.addGateCotangent(y, z, sbar));
    all.put("combination", () -> kernels.combine(0.5, y, 0.5, z));
    return all;
  }
}
