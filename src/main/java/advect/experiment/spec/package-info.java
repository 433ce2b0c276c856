/**
 * What an experiment is: YAML in, checked records out.
 *
 * <p>An {@link advect.experiment.spec.ExperimentSpec} says everything that determines a result;
 * each default has one home, the {@code DEFAULT} of the record it belongs to, and the whole of it,
 * defaults included, can be written back. Reading is strict: a file is first parsed into a tree
 * whose nodes know the line they stand on, then read by small typed readers that refuse keys they
 * do not know, so that a mistake ends in one sentence with file, line, key, what was found and what
 * was expected.
 */
@org.jspecify.annotations.NullMarked
package advect.experiment.spec;
