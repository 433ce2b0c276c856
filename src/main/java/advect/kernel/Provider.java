package advect.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels of this run, chosen when first asked for: those of the Vector API where the JVM has
 * its module, else the plain ones and one warning.
 *
 * <p>The Vector API's are found by name, because no other source may need the module.
 */
final class Provider {
  private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final String SLOWER =
      "Kernels run in plain Java, several times slower than need be";

  static final Kernels<?> FLOAT32;
  static final Kernels<?> FLOAT64;

  static {
    Kernels<?> float32 = new FloatPlainKernels();
    Kernels<?> float64 = new DoublePlainKernels();
    if (!hasVectorModule()) {
      LOG.warn("{}: start the JVM with --add-modules {}", SLOWER, MODULE);
    } else if (!hasFusedMultiplyAdd()) {
      LOG.warn("{}: this processor, or its emulation, has no fused multiply-add", SLOWER);
    } else {
      try {
        float32 = vector(Precision.FLOAT32);
        float64 = vector(Precision.FLOAT64);
      } catch (ReflectiveOperationException | LinkageError e) {
        LOG.warn("{}: the {} of this JVM is not the one known here", SLOWER, MODULE, e);
      }
    }
    FLOAT32 = float32;
    FLOAT64 = float64;
  }

  private Provider() {}

  /**
   * Whether a fused multiply-add is one instruction. Where it is not, the JVM computes it with
   * decimal numbers, thousands of times slower.
   */
  private static boolean hasFusedMultiplyAdd() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm == null || Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException e) {
      return true; // not HotSpot: no reason to doubt it
    }
  }

  static boolean hasVectorModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** The Vector API's kernels, which need its module. */
  static Kernels<?> vector(Precision precision) throws ReflectiveOperationException {
    String prefix = precision == Precision.FLOAT32 ? "Float" : "Double";
    Class<?> type = Class.forName(Provider.class.getPackageName() + "." + prefix + "VectorKernels");
    return (Kernels<?>) type.getDeclaredConstructor().newInstance();
  }
}
