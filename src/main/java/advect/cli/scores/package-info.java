/** Scoring the rows of a table by a model, and what is said of it. */
@org.jspecify.annotations.NullMarked
package advect.cli.scores;
