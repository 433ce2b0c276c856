package advect.flow.transform;

import advect.field.Parameter;
import advect.field.VectorField;
import advect.flow.dynamics.Trace;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The flow of dz/dt = f(t, z, c; θ) from one time to another, with log |det ∂z₁/∂z₀| = ∫ tr(∂f/∂z)
 * dt. Its context is c.
 *
 * <p>Accuracy: that of the solve and of the trace. Cost: a solve for each shard, whose evaluations
 * carry the trace's directions as tangents; the reverse is that of the gradient method.
 *
 * <p>Reference: Chen et al. 2018, arXiv:1806.07366, theorem 1 and section 4.
 *
 * @param field f
 * @param from the time of z₀
 * @param to the time of z₁; may be the earlier one
 */
public record Ode(VectorField field, double from, double to, OdeSettings settings)
    implements Transform {
  /** Requires finite times, and random ends, if there are any, that stay behind the start. */
  public Ode {
    if (!(Double.isFinite(from) && Double.isFinite(to))) {
      throw new IllegalArgumentException("expected finite times, got %s to %s".formatted(from, to));
    }
    double steer = settings.regularization().steer();
    if (steer > 0 && !(steer < Math.abs(to - from))) {
      throw new IllegalArgumentException(
          "steer moves the end of a solve by up to %s, but from %s to %s it is only %s long: take a"
                  .formatted(steer, from, to, Math.abs(to - from))
              + " steer that is less, or the solve might end before it starts");
    }
  }

  /** From base time 0 to data time 1. */
  public Ode(VectorField field, OdeSettings settings) {
    this(field, 0, 1, settings);
  }

  /** A copy that is solved otherwise. */
  public Ode with(OdeSettings value) {
    return new Ode(field, from, to, value);
  }

  @Override
  public int dim() {
    return field.dim();
  }

  @Override
  public int contextDim() {
    return field.contextDim();
  }

  @Override
  public List<Parameter> parameters() {
    return field.parameters();
  }

  @Override
  public int parameterCount() {
    return field.parameterCount();
  }

  @Override
  public double[] initialParameters(RandomGenerator rng) {
    return field.initialParameters(rng);
  }

  @Override
  public Ode solved(UnaryOperator<OdeSettings> change) {
    return with(change.apply(settings));
  }

  @Override
  public boolean addsLogDeterminant() {
    return !(settings.trace() instanceof Trace.None);
  }

  @Override
  public Ode inverse() {
    return new Ode(field, to, from, settings);
  }

  @Override
  public BoundTransform bind() {
    return new BoundOde(this);
  }
}
