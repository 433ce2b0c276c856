package advect.latent.cell;

import advect.field.BoundField;
import advect.field.MapPass;

/** A step of {@link Cell#TANH}. */
final class TanhPass implements CellPass {
  private final int inputSize;
  private final MapPass map;
  private final double[] value;
  private final double[] valueBar;

  TanhPass(BoundField map, int inputs, int hidden, int samples) {
    inputSize = inputs * samples;
    this.map = new MapPass(map, samples, inputs + hidden);
    value = new double[hidden * samples];
    valueBar = new double[hidden * samples];
  }

  @Override
  public void forward(double[] x, double[] h, double[] next) {
    System.arraycopy(x, 0, map.input(), 0, inputSize);
    System.arraycopy(h, 0, map.input(), inputSize, h.length);
    map.forward(value);
    for (int i = 0; i < value.length; i++) value[i] = Cell.tanh(value[i]);
    System.arraycopy(value, 0, next, 0, next.length);
  }

  @Override
  public void backward(double[] nextBar, double[] hbar) {
    for (int i = 0; i < value.length; i++) {
      valueBar[i] = nextBar[i] * (1 - value[i] * value[i]);
    }
    map.backward(valueBar);
    System.arraycopy(map.input(), inputSize, hbar, 0, hbar.length);
  }
}
