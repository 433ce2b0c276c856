/**
 * The command line: one command a file. Results go to standard output, progress and warnings to
 * standard error. Exit codes: 0 done, 1 failed while working, 2 the call was wrong.
 */
@org.jspecify.annotations.NullMarked
package advect.cli;
