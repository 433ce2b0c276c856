/** Rules that turn gradients into steps, and schedules of their rates. */
@org.jspecify.annotations.NullMarked
package advect.train.optimizer;
