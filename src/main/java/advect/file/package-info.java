/**
 * Files that are written whole or not at all, what they hold by digest, how they fail, and
 * directories that do not outlive the program.
 */
@org.jspecify.annotations.NullMarked
package advect.file;
