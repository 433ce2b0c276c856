package advect.train;

import advect.train.objective.Objective;

/**
 * A part of a training: an objective and how it is minimised.
 *
 * @param objective closed by whoever made it
 * @param options of this part alone; its patience ends the phase, its time the whole training
 */
public record Phase(Objective objective, TrainingOptions options) {}
