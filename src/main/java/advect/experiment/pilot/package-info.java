/**
 * How {@code advect train} comes to its settings: {@link advect.experiment.pilot.Planner} spends a
 * small share of the iterations on short trainings that choose some of them by validation rows, and
 * fits the rest into the time there is. What comes of it is a {@link
 * advect.experiment.result.Plan}: an experiment with the evidence for it.
 */
@org.jspecify.annotations.NullMarked
package advect.experiment.pilot;
