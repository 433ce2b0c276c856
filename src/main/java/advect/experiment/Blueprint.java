package advect.experiment;

import advect.experiment.spec.ExperimentSpec;
import advect.experiment.spec.FieldSpec;
import advect.experiment.spec.SpecException;
import advect.experiment.spec.TrainingSpec;
import advect.field.ConcatSquash;
import advect.field.Mlp;
import advect.field.VectorField;
import advect.flow.ContinuousFlow;
import advect.flow.FlowSettings;
import advect.flow.Parallelism;
import advect.flow.Standardization;
import advect.flow.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Solver;
import advect.ode.SolverCatalog;
import advect.ode.SolverChoice;
import advect.ode.Steps;
import advect.train.TrainingOptions;

/** The parts of the library that a specification asks for. */
final class Blueprint {
  private final ExperimentSpec spec;
  private final Parallelism parallelism;

  Blueprint(ExperimentSpec spec, int threads) {
    this.spec = spec;
    parallelism = Parallelism.DEFAULT.withThreads(threads);
  }

  /** The untrained flow, set up for training. */
  ContinuousFlow flow(int dim, Standardization standardization) {
    return ContinuousFlow.of(field(dim), standardization, spec.seed())
        .with(
            new FlowSettings(
                spec.flow().trace(),
                spec.solver().solver(),
                spec.training().precision(),
                parallelism,
                spec.seed()));
  }

  private VectorField field(int dim) {
    FieldSpec field = spec.field();
    return switch (field.type()) {
      case MLP -> new Mlp(dim, field.hidden(), field.activation(), field.time());
      case CONCAT_SQUASH -> new ConcatSquash(dim, field.hidden(), field.activation());
    };
  }

  /**
   * How log densities are taken through the solver.
   *
   * @throws SpecException if the solver's steps cannot be differentiated
   */
  GradientMethod gradient() {
    Solver solver = spec.solver().solver();
    if (spec.training().gradient() == TrainingSpec.Gradient.CONTINUOUS) {
      return new ContinuousAdjoint(solver);
    }
    if (solver instanceof RungeKutta own) return new CheckpointedAdjoint(own);
    throw new SpecException(
        "solver.method: %s is a black box whose steps cannot be differentiated; set"
                .formatted(spec.solver().method())
            + " training.gradient: continuous, or choose a method such as dopri5");
  }

  /** How training runs. */
  TrainingOptions training() {
    TrainingSpec training = spec.training();
    return new TrainingOptions(
        training.iterations(),
        training.optimizer(),
        training.schedule(),
        training.validation().every());
  }

  /** How reported numbers are found: exact trace, the evaluation's solver. */
  FlowSettings evaluation() {
    return evaluation(spec.evaluate().solver().solver(), spec.flow().precision());
  }

  /** A hundred times finer than {@link #evaluation}, in float64. */
  FlowSettings reference() {
    SolverChoice solver = spec.evaluate().solver();
    Double tolerance = solver.tolerance();
    Integer steps = solver.steps();
    SolverChoice finer =
        new SolverChoice(
            solver.method(),
            tolerance == null ? null : tolerance / 100,
            steps == null ? null : 4 * steps,
            solver.maxSteps());
    return evaluation(finer.solver(), Precision.FLOAT64);
  }

  /** Good enough to look at and to integrate over a grid: errors below a hundred-thousandth. */
  FlowSettings picture() {
    return evaluation(SolverCatalog.solver("dopri5", Steps.adaptive(1e-5)), Precision.FLOAT32);
  }

  private FlowSettings evaluation(Solver solver, Precision precision) {
    return new FlowSettings(new Trace.Exact(), solver, precision, parallelism, spec.seed());
  }
}
