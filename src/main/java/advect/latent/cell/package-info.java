/** Recurrent cells and their reverse. */
@org.jspecify.annotations.NullMarked
package advect.latent.cell;
