package advect.latent.cell;

import advect.field.BoundField;
import advect.field.MapPass;
import advect.kernel.Activation;

/** A step of {@link Cell#GRU}. */
final class GruPass implements CellPass {
  private final int inputSize;
  private final int size;
  private final MapPass gateMap;
  private final MapPass candidateMap;

  /** u, then r. */
  private final double[] gates;

  private final double[] candidate;
  private final double[] state;
  private final double[] gatesBar;
  private final double[] candidateBar;

  GruPass(BoundField gates, BoundField candidate, int inputs, int hidden, int samples) {
    inputSize = inputs * samples;
    size = hidden * samples;
    gateMap = new MapPass(gates, samples, inputs + hidden);
    candidateMap = new MapPass(candidate, samples, inputs + hidden);
    this.gates = new double[2 * size];
    this.candidate = new double[size];
    state = new double[size];
    gatesBar = new double[2 * size];
    candidateBar = new double[size];
  }

  @Override
  public void forward(double[] x, double[] h, double[] next) {
    System.arraycopy(h, 0, state, 0, size);
    System.arraycopy(x, 0, gateMap.input(), 0, inputSize);
    System.arraycopy(h, 0, gateMap.input(), inputSize, size);
    gateMap.forward(gates);
    for (int i = 0; i < 2 * size; i++) gates[i] = Activation.SIGMOID.value(gates[i]);
    double[] reset = candidateMap.input();
    System.arraycopy(x, 0, reset, 0, inputSize);
    for (int i = 0; i < size; i++) reset[inputSize + i] = gates[size + i] * h[i];
    candidateMap.forward(candidate);
    for (int i = 0; i < size; i++) {
      candidate[i] = Cell.tanh(candidate[i]);
      next[i] = candidate[i] + gates[i] * (h[i] - candidate[i]);
    }
  }

  @Override
  public void backward(double[] nextBar, double[] hbar) {
    for (int i = 0; i < size; i++) {
      double u = gates[i];
      gatesBar[i] = nextBar[i] * (state[i] - candidate[i]) * u * (1 - u);
      candidateBar[i] = nextBar[i] * (1 - u) * (1 - candidate[i] * candidate[i]);
    }
    candidateMap.backward(candidateBar);
    double[] resetBar = candidateMap.input();
    for (int i = 0; i < size; i++) {
      double r = gates[size + i];
      gatesBar[size + i] = resetBar[inputSize + i] * state[i] * r * (1 - r);
    }
    gateMap.backward(gatesBar);
    double[] direct = gateMap.input();
    for (int i = 0; i < size; i++) {
      hbar[i] =
          nextBar[i] * gates[i] + gates[size + i] * resetBar[inputSize + i] + direct[inputSize + i];
    }
  }
}
