/**
 * Experiments: from a YAML file to numbers and pictures that can be trusted.
 *
 * <p>An {@link advect.experiment.ExperimentSpec} says everything that determines a result; each
 * default has one home, the {@code DEFAULT} of the record it belongs to, and the whole of it,
 * defaults included, is written back into {@code metrics.json}. Reading is strict: a file is first
 * parsed into a tree whose nodes know the line they stand on, then read by small typed readers that
 * refuse keys they do not know, so that a mistake ends in one sentence with file, line, key, what
 * was found and what was expected.
 *
 * <p>Results replace those of an earlier run as a whole or not at all; see {@link
 * advect.experiment.ResultsDirectory}.
 */
@org.jspecify.annotations.NullMarked
package advect.experiment;
