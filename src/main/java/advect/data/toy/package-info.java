/**
 * Distributions whose exact density is known.
 *
 * <p>A {@link advect.data.toy.ToyDistribution} is a yardstick. Its entropy is the lowest test loss
 * any model can reach, and the mean of log p - log q over its draws is the Kullback-Leibler
 * divergence of a model q, so learning can be judged in nats and not only by eye.
 */
@org.jspecify.annotations.NullMarked
package advect.data.toy;
