/**
 * Experiments: from a specification to numbers and pictures that can be trusted.
 *
 * <p>{@link advect.experiment.ExperimentRun} trains a flow, scores it on points that took no part
 * in training, checks its own numbers, draws, and hands everything over at once. What is learned is
 * a {@code Source}; what the specification's words mean in parts of the library is the {@code
 * Blueprint}. Reported numbers always use the exact trace and the evaluation's solver, however the
 * flow was trained.
 *
 * <p>The words are in {@link advect.experiment.spec}, the results in {@link
 * advect.experiment.result}.
 */
@org.jspecify.annotations.NullMarked
package advect.experiment;
