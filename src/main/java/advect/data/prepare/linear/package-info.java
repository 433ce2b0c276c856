/** Invertible affine maps of all coordinates of a row at once. */
@org.jspecify.annotations.NullMarked
package advect.data.prepare.linear;
