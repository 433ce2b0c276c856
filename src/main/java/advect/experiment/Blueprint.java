package advect.experiment;

import advect.baseline.MixtureOfGaussians;
import advect.experiment.learned.FittedMixture;
import advect.experiment.spec.BaseSpec;
import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.PhaseSpec;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.base.Base;
import advect.flow.base.GivenBase;
import advect.flow.base.StandardNormal;
import advect.flow.base.StudentT;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.input.InputException;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Solver;
import advect.ode.SolverCatalog;
import advect.ode.step.Steps;
import advect.parallel.Parallelism;
import advect.train.Phase;
import advect.train.TrainedFlow;
import advect.train.Trainer;
import advect.train.TrainingControl;
import advect.train.TrainingListener;
import advect.train.TrainingResult;
import advect.train.matching.Coupling;
import advect.train.matching.FlowMatching;
import advect.train.objective.Batch;
import advect.train.objective.Batches;
import advect.train.objective.HeldOut;
import advect.train.objective.MaximumLikelihood;
import advect.train.objective.NoisyBatches;
import advect.train.objective.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The parts of the library that a specification asks for. */
final class Blueprint {
  /** Directional derivatives for a validation: as much work as a few iterations. */
  static final int OFTEN = 8_000;

  /** For a judgement that is made once: as much as a few dozen iterations. */
  static final int ONCE = 80_000;

  private final ExperimentSpec spec;
  private final long fitSeed;
  private final Parallelism parallelism;

  Blueprint(ExperimentSpec spec, int threads) {
    this(spec, threads, spec.seed());
  }

  /**
   * Parts whose trained ones begin elsewhere.
   *
   * @param fitSeed of what is fitted before any training, which members of an ensemble share
   */
  Blueprint(ExperimentSpec spec, int threads, long fitSeed) {
    this.fitSeed = fitSeed;
    this.spec = spec;
    parallelism = Parallelism.DEFAULT.withThreads(threads);
  }

  /** The untrained flow of a source's points, set up for training. */
  ContinuousFlow flow(Source source) {
    return ContinuousFlow.of(
            spec.model().field().of(source.dim()),
            base(source),
            source.training().standardization(),
            spec.seed())
        .with(
            new FlowSettings(
                spec.model().flow().trace(),
                spec.model().solver().solver(),
                spec.training().precision(),
                parallelism,
                spec.seed()));
  }

  private Base base(Source source) {
    BaseSpec base = spec.model().flow().base();
    if (base instanceof BaseSpec.StudentTBase t) {
      double[] nu = new double[source.dim()];
      Arrays.fill(nu, t.nu());
      return given(StudentT.of(nu), t.learned());
    }
    if (base instanceof BaseSpec.MixtureBase mixture) {
      MixtureOfGaussians fit = mixture(source);
      return given(FittedMixture.base(fit, source.training().standardization()), mixture.learned());
    }
    return new StandardNormal(source.dim());
  }

  private MixtureOfGaussians mixture(Source source) {
    try {
      return MixtureOfGaussians.fit(
          source.trainingPoints(MixtureOfGaussians.MOST_ROWS), source.held().validation(), fitSeed);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "flow.base: no mixture can be fitted: %s; choose another base".formatted(e.getMessage()),
          e);
    }
  }

  private static GivenBase given(GivenBase base, boolean learned) {
    return learned ? base : base.fixed();
  }

  /** How log densities are taken through the solver; the specification has seen that it can be. */
  private GradientMethod gradient(PhaseSpec phase) {
    Solver solver = phase.effort().solver().orElse(spec.model().solver()).solver();
    return switch (spec.training().gradient()) {
      case CONTINUOUS -> new ContinuousAdjoint(solver);
      case CHECKPOINTED -> new CheckpointedAdjoint((RungeKutta) solver);
    };
  }

  /** Trains {@link #flow} through all phases on the points of a source. */
  TrainedFlow train(
      ContinuousFlow untrained, Source source, TrainingListener listener, TrainingControl control) {
    DMatrixRMaj judges = source.held().validation();
    HeldOut validation = HeldOut.of(judging(untrained, judges.numRows, OFTEN), Batch.of(judges));
    List<Phase> phases = new ArrayList<>();
    try {
      for (PhaseSpec phase : spec.training().phases()) {
        Objective objective = objective(phase, untrained, batches(phase, source), validation);
        phases.add(new Phase(objective, phase.options()));
      }
      TrainingResult result = Trainer.fit(phases, untrained.parameters(), listener, control);
      return new TrainedFlow(untrained.withParameters(result.parameters()), result);
    } finally {
      for (Phase phase : phases) phase.objective().close();
    }
  }

  private Batches batches(PhaseSpec phase, Source source) {
    return new NoisyBatches(
        source.training().batches().of(phase.effort().batch()),
        source.training().standardization(),
        spec.training().noise(),
        spec.training().iterations(),
        spec.seed());
  }

  /**
   * The same flow with a trace as good as this many directional derivatives of all rows pay for:
   * with the one probe of training, chance would move the mean of a few hundred rows by a tenth of
   * a nat, and choose for it.
   *
   * @param derivatives {@link #OFTEN} or {@link #ONCE}
   */
  ContinuousFlow judging(ContinuousFlow flow, int rows, int derivatives) {
    if (!(flow.settings().trace() instanceof Trace.Hutchinson h)) return flow;
    int each = Math.max(h.probes(), derivatives / Math.max(1, rows));
    Trace trace = each >= flow.dim() ? new Trace.Exact() : new Trace.Hutchinson(each, h.noise());
    return flow.with(flow.settings().withTrace(trace));
  }

  /** What a phase minimises, to be closed. */
  private Objective objective(
      PhaseSpec phase, ContinuousFlow flow, Batches batches, HeldOut validation) {
    return switch (phase.objective()) {
      case MLE -> new MaximumLikelihood(flow, gradient(phase), phase.costs(), batches, validation);
      case FLOW_MATCHING -> new FlowMatching(flow, Coupling.independent(batches), 0, validation);
    };
  }

  /** How reported numbers are found: exact trace, the evaluation's solver. */
  FlowSettings evaluation() {
    return evaluation(spec.evaluate().solver().solver(), spec.model().flow().precision());
  }

  /** Good enough to look at: errors below what a colour shows. */
  FlowSettings picture() {
    return evaluation(SolverCatalog.solver("dopri5", Steps.adaptive(1e-3)), Precision.FLOAT32);
  }

  private FlowSettings evaluation(Solver solver, Precision precision) {
    return new FlowSettings(new Trace.Exact(), solver, precision, parallelism, spec.seed());
  }
}
