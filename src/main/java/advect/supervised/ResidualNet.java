package advect.supervised;

import advect.field.ParametricMap;
import advect.field.VectorField;
import advect.field.composed.PiecewiseField;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;

/**
 * A residual net h ← h + fₙ(n/N, h)/N for n = 0 ... N-1, between an input map and a head.
 *
 * <p>It is nothing but Euler's method with N steps. Layers with tied parameters solve one field;
 * layers with parameters of their own solve a {@link PiecewiseField}.
 *
 * @param net what is solved
 * @param layers N
 */
public record ResidualNet(NeuralOde net, int layers) {
  /** Layers that share their parameters. */
  public static ResidualNet tied(
      ParametricMap input, VectorField layer, int layers, ParametricMap head) {
    return new ResidualNet(new NeuralOde(input, layer, head), layers);
  }

  /** Layers that have parameters of their own, a block each. */
  public static ResidualNet untied(
      ParametricMap input, VectorField layer, int layers, ParametricMap head) {
    VectorField pieces = PiecewiseField.untied(layer, layers);
    return new ResidualNet(new NeuralOde(input, pieces, head), layers);
  }

  /** N steps of Euler's method. */
  public RungeKutta solver() {
    return new RungeKutta(Tableaux.EULER, Steps.fixed(layers));
  }
}
