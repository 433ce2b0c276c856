package advect.ode;

import java.util.List;
import java.util.function.DoubleFunction;

/** Initial value problems with known solutions. */
final class Problems {
  /** dy/dt = F(t, y) from 0 to {@code end}, and its solution. */
  record Problem(String name, OdeSystem f, DoubleFunction<double[]> exact, double end) {
    int size() {
      return exact.apply(0).length;
    }

    /** Largest error of {@code y} as the state at t. */
    double error(double t, double[] y) {
      double[] solution = exact.apply(t);
      double worst = 0;
      for (int i = 0; i < y.length; i++) worst = Math.max(worst, Math.abs(y[i] - solution[i]));
      return worst;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Problem DECAY =
      new Problem("y' = -y", (t, y, dy) -> dy[0] = -y[0], t -> new double[] {Math.exp(-t)}, 2);

  /** A damped rotation: its matrix exponential is e^(-t/2) times a turn by 3t. */
  static final Problem SPIRAL =
      new Problem(
          "spiral",
          (t, y, dy) -> {
            dy[0] = -0.5 * y[0] - 3 * y[1];
            dy[1] = 3 * y[0] - 0.5 * y[1];
          },
          t ->
              new double[] {
                Math.exp(-0.5 * t) * Math.cos(3 * t), Math.exp(-0.5 * t) * Math.sin(3 * t)
              },
          2);

  /** y' = y(1 - y) from 1/4. */
  static final Problem LOGISTIC =
      new Problem(
          "logistic",
          (t, y, dy) -> dy[0] = y[0] * (1 - y[0]),
          t -> new double[] {1 / (1 + 3 * Math.exp(-t))},
          3);

  /** y' = -2 t y²: depends on time and is not linear. */
  static final Problem BELL =
      new Problem(
          "bell",
          (t, y, dy) -> dy[0] = -2 * t * y[0] * y[0],
          t -> new double[] {1 / (1 + t * t)},
          2);

  /** A planet on a circle: position and velocity, q'' = -q / |q|³. */
  static final Problem ORBIT =
      new Problem(
          "orbit",
          (t, y, dy) -> {
            double r2 = y[0] * y[0] + y[1] * y[1];
            double r3 = r2 * Math.sqrt(r2);
            dy[0] = y[2];
            dy[1] = y[3];
            dy[2] = -y[0] / r3;
            dy[3] = -y[1] / r3;
          },
          t -> new double[] {Math.cos(t), Math.sin(t), -Math.sin(t), Math.cos(t)},
          3);

  private Problems() {}

  static List<Problem> all() {
    return List.of(DECAY, SPIRAL, LOGISTIC, BELL, ORBIT);
  }
}
