package advect.train.matching;

import static java.util.Objects.requireNonNull;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.flow.ContinuousFlow;
import advect.flow.Flow;
import advect.flow.base.BaseDensity;
import advect.parallel.PerSize;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import advect.train.objective.ShardLoss;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One thread's memory for {@link FlowMatching}. */
final class MatchingWorker {
  private static final double[] NO_TANGENTS = {};

  private final int dim;
  private final double noise;
  private final BoundField field;
  private final RandomStreams streams;
  private final Flow flow;
  private final double[] fieldBar;
  private final PerSize<Memory> shards = new PerSize<>(Memory::new);
  private @Nullable BaseDensity base;

  MatchingWorker(ContinuousFlow flow, double noise) {
    this.noise = noise;
    dim = flow.dim();
    this.flow = flow.flow();
    field = flow.field().bind(flow.settings().precision());
    streams = new RandomStreams(flow.settings().seed());
    fieldBar = new double[field.parameterCount()];
  }

  void parameters(double[] theta) {
    base = flow.logDensity(theta).base();
    field.parameters(Arrays.copyOf(theta, fieldBar.length));
  }

  /**
   * Evaluates a shard.
   *
   * @param iteration chooses starts, times and noise
   * @param thetaBar updated: += ∂ loss/∂θ
   */
  ShardLoss run(Ends ends, Shard shard, int iteration, double[] thetaBar) {
    RandomGenerator rng = streams.stream(RandomStreams.Purpose.MATCHING, iteration, shard.index());
    Memory memory = shards.of(shard.count());
    memory.draw(ends, shard, rng);
    double loss = memory.loss(ends, shard);
    memory.differentiate(thetaBar);
    return new ShardLoss(loss, 1, 1);
  }

  /** A shard of one size. */
  private final class Memory {
    private final int samples;
    private final FieldPass pass;
    private final double[] times;
    private final double[] start;
    private final double[] end;
    private final double[] context;
    private final double[] z;
    private final double[] f;
    private final double[] fbar;

    Memory(int samples) {
      this.samples = samples;
      pass = field.pass(samples, 0);
      times = new double[samples];
      start = new double[dim * samples];
      end = new double[dim * samples];
      context = new double[field.contextDim() * samples];
      z = new double[dim * samples];
      f = new double[dim * samples];
      fbar = new double[dim * samples];
    }

    /** Draws the paths and a point on each. */
    void draw(Ends ends, Shard shard, RandomGenerator rng) {
      requireNonNull(base).sample(rng, start);
      ends.write(shard, start, end, context);
      for (int s = 0; s < samples; s++) times[s] = rng.nextDouble();
      for (int i = 0; i < z.length; i++) {
        double t = times[i % samples];
        z[i] = t * end[i] + (1 - t) * start[i];
      }
      if (noise == 0) return;
      for (int i = 0; i < z.length; i++) z[i] += noise * rng.nextGaussian();
    }

    /** Σ weight · |f - (x₁ - x₀)|², leaving its cotangent in {@code fbar}. */
    double loss(Ends ends, Shard shard) {
      if (context.length > 0) field.context(samples, context);
      pass.forward(times, z, f, NO_TANGENTS);
      double sum = 0;
      for (int i = 0; i < f.length; i++) {
        double weight = ends.weight(shard.first() + i % samples);
        double error = f[i] - (end[i] - start[i]);
        if (weight != 0) sum += weight * error * error; // of which 0 · ∞ is NaN
        fbar[i] = weight == 0 ? 0 : 2 * weight * error;
      }
      return sum;
    }

    /** Nobody asks for the cotangents of points and contexts; the field is left with none. */
    void differentiate(double[] thetaBar) {
      pass.backward(fbar, NO_TANGENTS, z);
      pass.accumulate(1);
      Arrays.fill(fieldBar, 0);
      field.drain(fieldBar);
      field.discard();
      for (int i = 0; i < fieldBar.length; i++) thetaBar[i] += fieldBar[i];
    }
  }
}
