/** Fields and maps of layers with one nonlinearity between them. */
@org.jspecify.annotations.NullMarked
package advect.field.layered;
