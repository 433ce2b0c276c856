/** The rows of an experiment as files for other programs. */
@org.jspecify.annotations.NullMarked
package advect.experiment.export;
