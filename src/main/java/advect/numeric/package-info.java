/** Small arithmetic that any package may use; it stands alone. */
@org.jspecify.annotations.NullMarked
package advect.numeric;
