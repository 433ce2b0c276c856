/** What a training lowers: losses of θ over batches, in shards; maximum likelihood is one. */
@org.jspecify.annotations.NullMarked
package advect.train.objective;
