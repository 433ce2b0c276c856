package advect.model;

import advect.field.Parameter;
import advect.flow.transform.BoundTransform;
import advect.flow.transform.Samples;
import advect.flow.transform.Transform;
import advect.flow.transform.TransformPass;
import advect.flow.transform.Turn;
import advect.ode.SolveReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A transform of somebody else's: z' = z + sign · θ, one θ for all coordinates. */
record Shift(int dim, int sign) implements Transform {
  /** How it is stored. */
  static final StorableType<Shift> TYPE =
      new StorableType<>(
          "shift",
          Shift.class,
          shift -> Map.of("dim", shift.dim(), "sign", shift.sign()),
          tree -> new Shift(tree.whole("dim"), tree.whole("sign")));

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("by", List.of(1)));
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return new double[] {rng.nextGaussian()};
  }

  @Override
  public Transform inverse() {
    return new Shift(dim, -sign);
  }

  @Override
  public BoundTransform bind() {
    double[] by = new double[1];
    return new BoundTransform() {
      @Override
      public void parameters(double[] theta) {
        by[0] = sign * theta[0];
      }

      @Override
      public TransformPass pass(int samples) {
        return new Pass(by, sign);
      }
    };
  }

  private static final class Pass implements TransformPass {
    private final double[] by;
    private final int sign;

    Pass(double[] by, int sign) {
      this.by = by;
      this.sign = sign;
    }

    @Override
    public SolveReport forward(Samples samples, Turn turn) {
      for (int i = 0; i < samples.z().length; i++) samples.z()[i] += by[0];
      return DIRECT;
    }

    @Override
    public SolveReport backward(Samples bar, double[] thetaBar) {
      thetaBar[0] += sign * Arrays.stream(bar.z()).sum();
      return DIRECT;
    }
  }
}
