/** Options that several commands have, and how their words are read. */
@org.jspecify.annotations.NullMarked
package advect.cli.options;
