package advect.train;

import advect.field.Parameter;
import advect.safetensors.Tensor;
import advect.train.objective.LossReport;
import advect.train.objective.Objective;
import advect.train.optimizer.Optimizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training under way. */
final class TrainingRun implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final List<Phase> phases;
  private final TrainingListener listener;
  private final StopRequest stop;
  private final History history;
  private final double[] theta;
  private final double[] gradient;
  private final long start;
  private Snapshot.Place place;
  private Optimizer.Stepper stepper;
  private Average average;
  private double[] bestTheta;

  TrainingRun(List<Phase> phases, Snapshot from, TrainingListener listener, StopRequest stop) {
    this.phases = List.copyOf(phases);
    this.listener = listener;
    this.stop = stop;
    history = new History(from.steps(), from.validations());
    theta = from.parameters().theta().doubles();
    bestTheta = from.parameters().best().doubles();
    gradient = new double[theta.length];
    start = System.nanoTime() - (long) (from.seconds() * NANOS);
    place = from.place();
    requirePhase();
    requireParameters();
    stepper = stepper();
    if (!from.optimizer().isEmpty()) stepper.restore(from.optimizer());
    int taken = history.stepsSince(place.start());
    average = new Average(options().average(), from.parameters().average().doubles(), taken);
    objective().remember(from.memory());
  }

  private void requirePhase() {
    if (place.phase() >= phases.size()) {
      throw new IllegalArgumentException(
          "expected a phase below %d, got %d".formatted(phases.size(), place.phase()));
    }
  }

  /** In all phases, lest the last of them fails after hours. */
  private void requireParameters() {
    for (int i = 0; i < phases.size(); i++) {
      List<Parameter> parameters = phases.get(i).objective().parameters();
      int count = parameters.stream().mapToInt(Parameter::count).sum();
      if (count != theta.length) {
        throw new IllegalArgumentException(
            "phase %d has %d parameters, but training begins with %d: give a start as long as the objective's parameters"
                .formatted(i + 1, count, theta.length));
      }
    }
  }

  private Objective objective() {
    return phases.get(place.phase()).objective();
  }

  private TrainingOptions options() {
    return phases.get(place.phase()).options();
  }

  private Optimizer.Stepper stepper() {
    return options().optimizer().on(objective().parameters(), objective().threads());
  }

  TrainingResult run(Saver saver) {
    tellListener();
    Ending ending = phase(saver);
    while (endsOnlyThePhase(ending) && place.phase() + 1 < phases.size()) {
      nextPhase();
      ending = phase(saver);
    }
    saver.save(this::snapshot);
    // Only now, so that a training that goes on knows nothing of it.
    if (isCutShort(ending) && !history.isValidated()) validate();
    return new TrainingResult(bestTheta, history, place.starts(), ending);
  }

  private static boolean endsOnlyThePhase(Ending ending) {
    return ending == Ending.FINISHED || ending == Ending.NO_IMPROVEMENT;
  }

  /** Before the iteration that would have been validated. */
  private static boolean isCutShort(Ending ending) {
    return ending == Ending.INTERRUPTED || ending == Ending.OUT_OF_TIME;
  }

  private Ending phase(Saver saver) {
    Optional<Ending> ending = ending();
    while (ending.isEmpty()) {
      iterate();
      saver.saveIfDue(this::snapshot);
      ending = ending();
    }
    return ending.get();
  }

  private void nextPhase() {
    stepper.close();
    System.arraycopy(average.value(), 0, theta, 0, theta.length);
    place = place.next(history.iterations());
    stepper = stepper();
    average = new Average(options().average(), theta, 0);
    objective().remember(List.of()); // nothing of another training
    tellListener();
  }

  private void tellListener() {
    listener.began(place.phase());
    String plan = options().optimizer().plan(objective().parameters());
    if (!plan.isEmpty()) listener.planned(plan);
  }

  /** Iterations of this phase. */
  private int iterations() {
    return history.iterations() - place.start();
  }

  private Optional<Ending> ending() {
    StoppingRule rule = options().stopping();
    if (iterations() >= options().iterations()) return Optional.of(Ending.FINISHED);
    if (history.withoutImprovement(place.start()) >= rule.patience()) {
      return Optional.of(Ending.NO_IMPROVEMENT);
    }
    if (stop.requested()) return Optional.of(Ending.INTERRUPTED);
    boolean late = history.iterations() > 0 && seconds() >= rule.seconds();
    return late ? Optional.of(Ending.OUT_OF_TIME) : Optional.empty();
  }

  private void iterate() {
    int i = iterations();
    LossReport loss = objective().evaluate(theta, history.iterations(), gradient);
    if (loss.finite()) {
      clip();
      stepper.step(theta, gradient, options().schedule().factor(i, options().iterations()));
      average.add(theta);
    }
    TrainingStep step = new TrainingStep(history.iterations() + 1, seconds(), loss);
    history.add(step);
    SkippedIterations.requireFew(history.skippedInARow(), history.iterations());
    listener.stepped(step);
    if ((i + 1) % options().validateEvery() == 0 || i + 1 == options().iterations()) validate();
  }

  /** Shortens the gradient to the norm that is allowed at most. */
  private void clip() {
    if (options().clip() == Double.POSITIVE_INFINITY) return;
    double square = 0;
    for (double g : gradient) square += g * g;
    double norm = Math.sqrt(square);
    if (!(norm > options().clip())) return;
    for (int k = 0; k < gradient.length; k++) gradient[k] *= options().clip() / norm;
  }

  private void validate() {
    double[] now = average.value();
    OptionalDouble loss = objective().validate(now);
    if (loss.isEmpty()) {
      bestTheta = now;
      return;
    }
    Validation validation = new Validation(history.iterations(), seconds(), loss.getAsDouble());
    if (history.add(validation)) bestTheta = now;
    listener.validated(validation);
  }

  private Snapshot snapshot() {
    return new Snapshot(
        seconds(),
        place,
        new Snapshot.Parameters(
            Tensor.vector(theta), Tensor.vector(average.value()), Tensor.vector(bestTheta)),
        stepper.state(),
        objective().memory(),
        history.steps(),
        history.validations());
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }

  @Override
  public void close() {
    stepper.close();
  }
}
