package advect.kernel;

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

  static final Kernels<?> FLOAT32;
  static final Kernels<?> FLOAT64;

  static {
    Kernels<?> float32 = new FloatPlainKernels();
    Kernels<?> float64 = new DoublePlainKernels();
    if (hasVectorModule()) {
      try {
        float32 = vector(Precision.FLOAT32);
        float64 = vector(Precision.FLOAT64);
      } catch (ReflectiveOperationException | LinkageError e) {
        LOG.warn("This JVM's {} does not fit; kernels run in plain Java, slower", MODULE, e);
      }
    } else {
      LOG.warn(
          "Kernels run in plain Java, several times slower than they could:"
              + " start the JVM with --add-modules {}",
          MODULE);
    }
    FLOAT32 = float32;
    FLOAT64 = float64;
  }

  private Provider() {}

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
