/** Files that are replaced as a whole or not at all. */
@org.jspecify.annotations.NullMarked
package advect.file;
