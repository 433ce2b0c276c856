/** Small arithmetic that any package may use, and its failure; it stands alone. */
@org.jspecify.annotations.NullMarked
package advect.numeric;
