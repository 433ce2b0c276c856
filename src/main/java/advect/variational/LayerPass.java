package advect.variational;

/** One evaluation of a {@link FlowLayer} on a shard. */
interface LayerPass {
  /**
   * Moves samples.
   *
   * @param phi {@code [...][samples]}, this layer's rows from number {@code row} on, read only
   * @param z {@code [dim][samples]}, updated
   * @param logDet {@code [samples]}, updated: += log |det|
   */
  void forward(double[] phi, int row, double[] z, double[] logDet);

  /**
   * Differentiates the last {@link #forward}, with the same {@code phi}.
   *
   * @param zbar {@code [dim][samples]}, in: cotangent of what came out, out: of what went in
   * @param logDetBar {@code [samples]}, read only
   * @param phiBar {@code [...][samples]}, this layer's rows overwritten
   */
  void backward(double[] phi, int row, double[] zbar, double[] logDetBar, double[] phiBar);
}
