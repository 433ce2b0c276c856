/** What a person at a terminal sees: progress, and columns that are lined up. */
@org.jspecify.annotations.NullMarked
package advect.cli.terminal;
