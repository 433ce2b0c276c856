package advect.parallel;

import advect.numeric.RandomKey;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Independent random streams of one seed, told apart by purpose and two counters.
 *
 * <p>A stream depends on nothing else, so neither order nor threads can change a result.
 *
 * @param seed the only source of randomness
 */
public record RandomStreams(long seed) {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** What a stream is for. */
  public enum Purpose {
    /** Starting values of parameters. */
    PARAMETERS,
    /** Draws from a training distribution, by iteration. */
    TRAINING_DATA,
    /** Noise that smooths training points, by iteration. */
    TRAINING_NOISE,
    /** Validation points. */
    VALIDATION_DATA,
    /** Test points. */
    TEST_DATA,
    /** Draws that standardise a distribution; a table's rows are split elsewhere. */
    SPLIT,
    /** Directions of trace estimates, by iteration and shard. */
    TRACE,
    /** Directions of trace estimates of a row that is evaluated, by what the row is. */
    TRACE_OF_ROW,
    /** End times of solves in training, by iteration. */
    END_TIME,
    /** Draws from a flow's base, by block. */
    SAMPLES,
    /** Noise that becomes draws of a variational distribution, by iteration and shard. */
    VARIATIONAL,
    /** Draws from the posteriors of latent states, by iteration and shard. */
    POSTERIOR,
    /** Starts, times and noise of the paths of flow matching, by iteration and shard. */
    MATCHING,
    /** Base draws that a coupling of base and data is fitted to, by step and shard. */
    COUPLING,
    /** Points at which the mass of a density is found. */
    MASS
  }

  /** The stream of a purpose that needs only one. */
  public RandomGenerator stream(Purpose purpose) {
    return stream(purpose, 0, 0);
  }

  /** The stream of a purpose, iteration and shard (or whatever the counters stand for). */
  public RandomGenerator stream(Purpose purpose, long iteration, long shard) {
    long h = RandomKey.mix(seed);
    h = RandomKey.mix(h ^ purpose.name().hashCode());
    h = RandomKey.mix(h ^ iteration);
    h = RandomKey.mix(h ^ shard);
    return FACTORY.create(h);
  }
}
