/**
 * Tables larger than memory: {@link advect.data.stream.StreamedTable} cuts their rows into parts in
 * one pass, and {@link advect.data.stream.StripedBatches} deals the training rows out from a file.
 */
@org.jspecify.annotations.NullMarked
package advect.data.stream;
