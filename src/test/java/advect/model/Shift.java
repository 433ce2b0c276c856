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
    return new Bound(sign);
  }

  private static final class Bound implements BoundTransform {
    private final int sign;
    private double by;

    Bound(int sign) {
      this.sign = sign;
    }

    @Override
    public void parameters(double[] theta) {
      by = sign * theta[0];
    }

    @Override
    public TransformPass pass(int samples) {
      return new TransformPass() {
        @Override
        public SolveReport forward(Samples moved, Turn turn) {
          for (int i = 0; i < moved.z().length; i++) moved.z()[i] += by;
          return DIRECT;
        }

        @Override
        public SolveReport backward(Samples bar, double[] thetaBar) {
          thetaBar[0] += sign * Arrays.stream(bar.z()).sum();
          return DIRECT;
        }
      };
    }
  }
}
