/** Trained models as files that hold no code and that any language can read. */
@org.jspecify.annotations.NullMarked
package advect.model;
