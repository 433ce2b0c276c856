package advect.kernel;

/** The kernels chosen at start-up. */
final class Provider {
  static final Kernels<float[]> FLOAT32 = new FloatPlainKernels();
  static final Kernels<double[]> FLOAT64 = new DoublePlainKernels();

  private Provider() {}
}
