/**
 * Panels and the kernels that work on them, in float32 and float64 from one source. Nothing here
 * knows of nets, equations or probability.
 */
@org.jspecify.annotations.NullMarked
package advect.kernel;
