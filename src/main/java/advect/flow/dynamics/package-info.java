/**
 * A flow's shard as a controlled ODE: the field's velocity under the contexts of its samples, with
 * running costs along the path. The first is the trace of the Jacobian, exact or by random
 * directions; {@link advect.flow.dynamics.RunningCost}s are paid for in training only and are
 * outside of the error norm.
 *
 * <p>Panels are {@code [dim][samples]}.
 */
@org.jspecify.annotations.NullMarked
package advect.flow.dynamics;
