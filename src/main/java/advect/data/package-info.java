/**
 * Where data comes from: toy distributions whose exact density is known, and tables read from
 * files.
 *
 * <p>A {@link ToyDistribution} is a yardstick. Its entropy is the lowest test loss any model can
 * reach, and the mean of log p - log q over its draws is the Kullback-Leibler divergence of a model
 * q, so learning can be judged in nats and not only by eye. A {@link Table} is the opposite:
 * numbers of unknown law, with where they came from and a hash of what they are. {@link Split} cuts
 * a table into rows to learn from and rows to judge by; {@link Minibatches} deals the former out. A
 * {@link StreamedTable} does both for rows that do not fit into memory, with {@link
 * StripedBatches}. Tables of any length stream from a {@link TableSource} in {@link RowBlocks}, and
 * out through a {@link ScoredWriter} or a {@link RowWriter}.
 *
 * <p>Points are rows of a {@code DMatrixRMaj}, {@code [n][dim]}; log densities are in nats.
 * Whatever is wrong with a person's input becomes an {@link InputException} that says what to do.
 */
@org.jspecify.annotations.NullMarked
package advect.data;
