/** Proof by finite differences that the passes of a field fit together. */
@org.jspecify.annotations.NullMarked
package advect.field.check;
