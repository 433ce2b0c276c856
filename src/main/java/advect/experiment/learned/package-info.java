/** What a run has learned: flows by training, other densities by a fit, or a blend of both. */
@org.jspecify.annotations.NullMarked
package advect.experiment.learned;
