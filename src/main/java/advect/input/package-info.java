/**
 * What people hand in: how they write names, and the exception that says what was wrong with it.
 *
 * <p>It stands alone; any package may use it.
 */
@org.jspecify.annotations.NullMarked
package advect.input;
