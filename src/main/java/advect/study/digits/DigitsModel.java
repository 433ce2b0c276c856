package advect.study.digits;

import advect.field.ParametricMap;
import advect.field.layered.Mlp;
import advect.field.layered.MlpMap;
import advect.field.layered.TimeInput;
import advect.kernel.Activation;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.supervised.NeuralOde;
import advect.supervised.ResidualNet;
import java.util.List;

/**
 * A net for digits: an affine map to {@link #WIDTH} coordinates, a block, an affine head.
 *
 * @param key in the names of figures
 * @param name in words
 * @param solver of the block
 */
record DigitsModel(String key, String name, NeuralOde net, RungeKutta solver) {
  static final int WIDTH = 32;
  static final int HIDDEN = 64;
  static final int LAYERS = 6;

  private static final int NARROW_LAYERS = 4;
  private static final int NARROW_HIDDEN = HIDDEN / NARROW_LAYERS;

  /** The neural ODE first, then residual nets: tied, of as many parameters, of the same width. */
  static List<DigitsModel> all(double tolerance) {
    return List.of(
        new DigitsModel(
            "ode",
            "neural ODE",
            new NeuralOde(input(), Mlp.tanh(WIDTH, HIDDEN), head()),
            new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(tolerance))),
        residual(
            "tied",
            "residual net, 6 tied layers of 64",
            ResidualNet.tied(input(), layer(HIDDEN), LAYERS, head())),
        residual(
            "narrow",
            "residual net, 4 layers of 16",
            ResidualNet.untied(input(), layer(NARROW_HIDDEN), NARROW_LAYERS, head())),
        residual(
            "wide",
            "residual net, 6 layers of 64",
            ResidualNet.untied(input(), layer(HIDDEN), LAYERS, head())));
  }

  /** A residual net of so many layers with parameters of their own. */
  static ResidualNet untied(int layers) {
    return ResidualNet.untied(input(), layer(HIDDEN), layers, head());
  }

  private static DigitsModel residual(String key, String name, ResidualNet net) {
    return new DigitsModel(key, name, net.net(), net.solver());
  }

  /** A layer that does not see the time. */
  private static Mlp layer(int hidden) {
    return new Mlp(WIDTH, List.of(hidden), Activation.TANH, TimeInput.NONE);
  }

  private static ParametricMap input() {
    return new MlpMap(DigitsData.PIXELS, List.of(), WIDTH, Activation.TANH);
  }

  private static ParametricMap head() {
    return new MlpMap(WIDTH, List.of(), DigitsData.CLASSES, Activation.TANH);
  }
}
