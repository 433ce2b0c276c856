/**
 * What an experiment leaves behind: metrics, the directory that holds them, and the tables and
 * summaries made from them.
 *
 * <p>Results replace those of an earlier run as a whole or not at all; see {@link
 * advect.experiment.result.ResultsDirectory}. Tables are made from {@code metrics.json} and never
 * typed.
 */
@org.jspecify.annotations.NullMarked
package advect.experiment.result;
