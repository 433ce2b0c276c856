package advect.train;

import advect.train.objective.LossReport;

/**
 * What one iteration saw.
 *
 * @param iteration counted from 1
 * @param seconds since training began
 * @param loss of its batch, before the step
 */
public record TrainingStep(int iteration, double seconds, LossReport loss) {}
