/** The table of all results, for a README. */
@org.jspecify.annotations.NullMarked
package advect.experiment.report;
