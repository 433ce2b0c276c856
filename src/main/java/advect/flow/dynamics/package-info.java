/**
 * A flow's shard as a controlled ODE: the field's velocity with the trace of its Jacobian as
 * running cost, and the directions that the trace is found by.
 *
 * <p>Panels are {@code [dim][samples]}.
 */
@org.jspecify.annotations.NullMarked
package advect.flow.dynamics;
