package advect.field.check;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.field.layered.Mlp;
import advect.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** A field with one mistake in its passes, of a comparison in a million. */
public record BrokenField(Mlp right, Fault fault) implements VectorField {
  private static final double WRONG = 1 + 1e-6;

  /** What is wrong. */
  enum Fault {
    TANGENTS,
    STATE_OF_VALUES,
    TIME,
    PARAMETERS,
    CONTEXT,
    FORGETS_A_NAME
  }

  @Override
  public int dim() {
    return right.dim();
  }

  @Override
  public int contextDim() {
    return right.contextDim();
  }

  @Override
  public int parameterCount() {
    return right.parameterCount();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = right.parameters();
    return fault == Fault.FORGETS_A_NAME ? all.subList(0, all.size() - 1) : all;
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return right.initialParameters(rng);
  }

  @Override
  public <A> BoundField bind(Kernels<A> kernels) {
    return new Bound(right.bind(kernels));
  }

  private final class Bound implements BoundField {
    private final BoundField bound;

    Bound(BoundField bound) {
      this.bound = bound;
    }

    @Override
    public int parameterCount() {
      return bound.parameterCount();
    }

    @Override
    public int contextDim() {
      return bound.contextDim();
    }

    @Override
    public void parameters(double[] theta) {
      bound.parameters(theta);
    }

    @Override
    public void tangents(int samples, int count, double[] e) {
      bound.tangents(samples, count, e);
    }

    @Override
    public void context(int samples, double[] c) {
      bound.context(samples, c);
    }

    @Override
    public void drainContext(int samples, double[] total) {
      bound.drainContext(samples, total);
      if (fault == Fault.CONTEXT) total[0] *= WRONG;
    }

    @Override
    public FieldPass pass(int samples, int tangents) {
      return new Pass(bound.pass(samples, tangents));
    }

    @Override
    public long passBytes(int samples, int tangents) {
      return bound.passBytes(samples, tangents);
    }

    /** Wrong in the bias of the second layer. */
    @Override
    public void drain(double[] total) {
      bound.drain(total);
      int bias = 5 * (2 + 1 + 1 + 3) + 4 * 5;
      if (fault == Fault.PARAMETERS) total[bias] *= WRONG;
    }

    @Override
    public void discard() {
      bound.discard();
    }
  }

  private final class Pass implements FieldPass {
    private final FieldPass pass;

    Pass(FieldPass pass) {
      this.pass = pass;
    }

    @Override
    public void forward(double[] t, double[] z, double[] f, double[] je) {
      pass.forward(t, z, f, je);
      if (fault == Fault.TANGENTS) je[0] *= WRONG;
    }

    @Override
    public void backward(double[] fbar, double[] jebar, double[] zbar) {
      pass.backward(fbar, jebar, zbar);
      boolean ofValues = Arrays.stream(jebar).allMatch(bar -> bar == 0);
      if (fault == Fault.STATE_OF_VALUES && ofValues) zbar[0] *= WRONG;
    }

    @Override
    public void timeCotangent(double[] tbar) {
      pass.timeCotangent(tbar);
      if (fault == Fault.TIME) tbar[1] *= WRONG;
    }

    @Override
    public void accumulate(double weight) {
      pass.accumulate(weight);
    }
  }
}
