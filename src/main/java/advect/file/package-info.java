/** Files that are written whole or not at all, what they hold by digest, and how they fail. */
@org.jspecify.annotations.NullMarked
package advect.file;
