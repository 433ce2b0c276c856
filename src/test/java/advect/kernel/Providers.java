package advect.kernel;

import java.util.stream.Stream;

/** Every set of kernels that can run here, for tests of what all of them must do. */
public final class Providers {
  private Providers() {}

  /** In both precisions. */
  public static Stream<Kernels<?>> all() throws ReflectiveOperationException {
    return Stream.concat(float32(), float64());
  }

  /** In float32. */
  public static Stream<Kernels<?>> float32() throws ReflectiveOperationException {
    return of(Precision.FLOAT32);
  }

  /** In float64. */
  public static Stream<Kernels<?>> float64() throws ReflectiveOperationException {
    return of(Precision.FLOAT64);
  }

  private static Stream<Kernels<?>> of(Precision precision) throws ReflectiveOperationException {
    Kernels<?> plain =
        precision == Precision.FLOAT32 ? new FloatPlainKernels() : new DoublePlainKernels();
    if (!Provider.hasVectorModule()) return Stream.of(plain);
    return Stream.of(plain, Provider.vector(precision));
  }
}
