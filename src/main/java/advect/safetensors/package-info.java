/**
 * The safetensors format: named tensors and words in one file that holds no code.
 *
 * <p>{@link advect.safetensors.Safetensors} reads and writes any such file; {@link
 * advect.safetensors.FileFormat} adds what a file of one's own needs: a name, a version with its
 * upgrades, and a checksum over every byte.
 */
@org.jspecify.annotations.NullMarked
package advect.safetensors;
