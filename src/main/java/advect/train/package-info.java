/** Fits a flow to data: objective, optimiser, schedule and the loop that joins them. */
@org.jspecify.annotations.NullMarked
package advect.train;
