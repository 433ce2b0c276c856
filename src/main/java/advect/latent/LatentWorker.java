package advect.latent;

import advect.field.BoundMaps;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.FlowDynamics;
import advect.gradient.FirstSteps;
import advect.gradient.GradientMethod;
import advect.ode.SolveReport;
import advect.ode.step.SolveStatus;
import advect.parallel.PerSize;
import advect.train.objective.ShardLoss;
import advect.train.objective.SolveOptions;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** One thread's memory for a latent ODE. */
final class LatentWorker {
  private final LatentOde model;
  private final Recognition recognition;
  private final Scale scale;
  private final GradientMethod method;
  private final BoundMaps maps;
  private final int dynamics;
  private final StandardNormal prior;
  private final PerSize<Memory> bySize = new PerSize<>(Memory::new);

  LatentWorker(LatentOde model, Scale scale, SolveOptions engine) {
    this.model = model;
    recognition = model.recognition();
    this.scale = scale;
    method = engine.method();
    maps = model.bind(engine.precision());
    dynamics = model.cellMaps() + 1;
    prior = new StandardNormal(model.latent());
  }

  void parameters(double[] theta) {
    maps.parameters(theta);
  }

  /** Panels for a shard of so many series. */
  private Memory memory(int samples) {
    return bySize.of(samples);
  }

  /**
   * The negative bound of a shard, with one draw from each posterior, and its gradient.
   *
   * @param klWeight of the divergence in the loss
   * @param thetaBar updated: += the gradient
   */
  ShardLoss differentiate(
      List<Series> shard,
      RandomGenerator noise,
      double klWeight,
      FirstSteps first,
      double[] thetaBar) {
    return memory(shard.size()).differentiate(shard, noise, klWeight, first, thetaBar);
  }

  /** The negative bound of a shard with one draw from each posterior; NaN if a solve fails. */
  double loss(List<Series> shard, RandomGenerator noise) {
    return memory(shard.size()).loss(shard, noise);
  }

  /** The posteriors of a shard. */
  List<Posterior> encode(List<Series> shard) {
    Memory memory = memory(shard.size());
    memory.encode(shard, recognition.anchor().predicting(shard));
    return memory.posterior.values();
  }

  /**
   * Values at times of one's own for each series of a shard.
   *
   * @param draws standard normal, {@code [draw][latent][samples]}; zeros for the posterior's mean
   * @param values {@code [draw][series][its times][dim]}, overwritten
   */
  void predict(List<Series> shard, List<double[]> times, double[][] draws, double[][][][] values) {
    memory(shard.size()).predict(shard, times, draws, values);
  }

  /** Panels of one shape. */
  private final class Memory {
    private final Recurrence recurrence;
    private final PosteriorPanel posterior;
    private final Trajectory trajectory;
    private final Decoder decoder;
    private final double[] hbar;
    private final double[] z;
    private final double[] noise;
    private final double[] dynamicsBar;

    Memory(int samples) {
      int cellMaps = model.cellMaps();
      recurrence =
          new Recurrence(
              recognition.cell(),
              maps.first(cellMaps),
              model.inputs(),
              recognition.hidden(),
              samples);
      posterior =
          new PosteriorPanel(maps.get(cellMaps), recognition.hidden(), model.latent(), samples);
      trajectory =
          new Trajectory(method, new FlowDynamics(maps.get(dynamics), model.latent(), samples, 0));
      decoder = new Decoder(maps.get(dynamics + 1), scale, model.latent(), samples);
      hbar = new double[recognition.hidden() * samples];
      z = new double[model.latent() * samples];
      noise = new double[z.length];
      dynamicsBar = new double[maps.get(dynamics).parameterCount()];
    }

    Sequences encode(List<Series> shard, double[] anchors) {
      Sequences points =
          Sequences.towards(anchors, shard, scale, recognition.anchor().readsFuture());
      recurrence.forward(points);
      posterior.forward(recurrence.state(points.steps()));
      return points;
    }

    ShardLoss differentiate(
        List<Series> shard,
        RandomGenerator rng,
        double klWeight,
        FirstSteps first,
        double[] thetaBar) {
      maps.discard();
      double[] anchors = recognition.anchor().training(shard, rng);
      Sequences points = encode(shard, anchors);
      Moments moments = new Moments(shard.stream().map(Series::times).toList(), anchors);
      SolveReport forward = draw(moments, rng, first);
      if (forward.status() != SolveStatus.REACHED_END) {
        return ShardLoss.failed(forward.evaluations(), 0);
      }
      double[][] bars = new double[trajectory.count()][z.length];
      double loss = decoder.loss(moments, trajectory, shard, model.noise(), bars);
      loss += klWeight * posterior.divergence();
      SolveReport backward = backward(points, bars, klWeight, thetaBar);
      return backward.status() == SolveStatus.REACHED_END
          ? new ShardLoss(loss, forward.evaluations(), backward.evaluations())
          : ShardLoss.failed(forward.evaluations(), backward.evaluations());
    }

    private SolveReport draw(Moments moments, RandomGenerator rng, FirstSteps first) {
      prior.sample(rng, noise);
      posterior.draw(noise, z);
      return trajectory.forward(moments.times(), z, first);
    }

    double loss(List<Series> shard, RandomGenerator rng) {
      double[] anchors = recognition.anchor().training(shard, rng);
      encode(shard, anchors);
      Moments moments = new Moments(shard.stream().map(Series::times).toList(), anchors);
      SolveReport forward = draw(moments, rng, new FirstSteps());
      if (forward.status() != SolveStatus.REACHED_END) return Double.NaN;
      double[][] unused = new double[trajectory.count()][z.length];
      return decoder.loss(moments, trajectory, shard, model.noise(), unused)
          + posterior.divergence();
    }

    /** From the cotangents of the states at all times to θ; nothing if the solve fails. */
    private SolveReport backward(
        Sequences points, double[][] bars, double klWeight, double[] thetaBar) {
      Arrays.fill(dynamicsBar, 0);
      SolveReport report = trajectory.backward(bars, z, dynamicsBar);
      if (report.status() != SolveStatus.REACHED_END) return report;
      maps.blocks().add(dynamicsBar, dynamics, thetaBar);
      posterior.backward(z, noise, klWeight, hbar);
      recurrence.backward(points, hbar, Recurrence.StateBars.NONE);
      maps.drain(thetaBar);
      return report;
    }

    void predict(
        List<Series> shard, List<double[]> times, double[][] draws, double[][][][] values) {
      double[] anchors = recognition.anchor().predicting(shard);
      encode(shard, anchors);
      Moments moments = new Moments(times, anchors);
      for (int k = 0; k < draws.length; k++) {
        posterior.draw(draws[k], z);
        trajectory.forward(moments.times(), z, new FirstSteps()).orThrow();
        decoder.decode(moments, trajectory, values[k]);
      }
    }
  }
}
