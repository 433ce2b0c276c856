package advect.latent.cell;

/** One step of a cell on a shard, with what its reverse needs. */
public interface CellPass {
  /**
   * Takes a step.
   *
   * @param x {@code [inputs][samples]}, read only
   * @param h {@code [hidden][samples]}, read only
   * @param next {@code [hidden][samples]}, overwritten
   */
  void forward(double[] x, double[] h, double[] next);

  /**
   * The reverse of the last {@link #forward}, which also accumulates the gradient of the maps.
   *
   * @param nextBar read only
   * @param hbar overwritten
   */
  void backward(double[] nextBar, double[] hbar);
}
