package advect.train;

import advect.flow.ContinuousFlow;

/**
 * A flow that was trained, and how.
 *
 * @param flow with the parameters that the training kept
 * @param training what came of it
 */
public record TrainedFlow(ContinuousFlow flow, TrainingResult training) {}
