package advect.experiment.check;

import advect.experiment.result.Certificate;
import advect.experiment.result.RowErrors;
import advect.flow.Density;
import advect.flow.FlowDensity;
import advect.flow.FlowPoints;
import advect.flow.FlowSettings;
import advect.flow.Scorer;
import advect.flow.dynamics.Trace;
import advect.input.Spelling;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.Solver;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Measures a flow's errors at the settings that its users get.
 *
 * <p>The reference is the same flow in float64 at tolerance {@value #TOLERANCE}; its own error of
 * log p is some 1e-9, so smaller ones are not seen. Under a stochastic trace it has the same
 * directions, so that the solver's error and the trace's stand apart.
 *
 * <p>Cost: a log density of each point at both settings, and {@link MassCheck}.
 */
public final class DensityJudge {
  /** Of the reference. */
  public static final double TOLERANCE = 1e-10;

  private final Density density;
  private final FlowSettings settings;
  private final DMatrixRMaj points;
  private final FlowPoints encoded;

  /** log p by the reference; NaN of rows that it could not solve. */
  private final double[] reference;

  /**
   * Scores the points both ways. The errors of a row are not known if a solve of it fails: at the
   * settings, of the reference or back.
   *
   * @param density not conditional
   * @param settings that users get
   * @param points {@code [rows][dim]}, at least one that took no part in training; read only
   */
  public DensityJudge(Density density, FlowSettings settings, DMatrixRMaj points) {
    this.density = density.with(settings);
    this.settings = settings;
    this.points = points;
    encoded = scored(settings);
    reference = scored(precise(settings)).logDensity();
  }

  private FlowPoints scored(FlowSettings how) {
    try (Scorer scorer = density.with(how).scorer()) {
      return scorer.score(points);
    }
  }

  private static FlowSettings precise(FlowSettings settings) {
    return settings
        .withPrecision(Precision.FLOAT64)
        .withSolver(new RungeKutta(Tableaux.DOPRI8, Steps.adaptive(TOLERANCE)));
  }

  /**
   * All of it.
   *
   * @param draws for the mass, at least 100
   */
  public Certificate certificate(int draws, long seed) {
    MassCheck mass = MassCheck.of(SampledDensity.of(density), draws, seed);
    return new Certificate(
        described(),
        points.numRows,
        RowErrors.of(differences(encoded.logDensity(), reference)),
        settings.trace() instanceof Trace.Exact ? null : traceError(),
        roundTrip(),
        mass.mass(),
        mass.error());
  }

  private String described() {
    if (!density.solves()) return "in closed form";
    Solver solver = settings.solver();
    String how = solver.toString();
    if (solver instanceof RungeKutta method) {
      String link = method.steps() instanceof Steps.Fixed ? " with " : " at ";
      how = method.tableau().name() + link + method.steps();
    }
    return how + " in " + Spelling.of(settings.resolved().precision());
  }

  /** Mean log p of the reference minus mean log p: what the solver adds to an NLL, nats. */
  public double meanShift() {
    return IntStream.range(0, reference.length)
        .mapToDouble(i -> reference[i] - encoded.logDensity()[i])
        .filter(shift -> !Double.isNaN(shift))
        .average()
        .orElse(Double.NaN);
  }

  /** log p of the points at the settings, nats; NaN of rows whose solves failed. */
  public double[] logDensity() {
    return encoded.logDensity().clone();
  }

  private RowErrors traceError() {
    FlowSettings exact = precise(settings).withTrace(new Trace.Exact());
    return RowErrors.of(differences(reference, scored(exact).logDensity()));
  }

  /** Of the member that closes it worst. */
  private RowErrors roundTrip() {
    double[] distances = new double[points.numRows];
    for (FlowDensity member : density.members()) {
      try (Scorer scorer = member.scorer()) {
        DMatrixRMaj base = scorer.score(points).points();
        addDistances(scorer.decode(base, new DMatrixRMaj(0, 0)).points(), distances);
      }
    }
    return RowErrors.of(distances);
  }

  private void addDistances(DMatrixRMaj back, double[] greatest) {
    for (int i = 0; i < greatest.length; i++) {
      double square = 0;
      for (int j = 0; j < points.numCols; j++) {
        square += Math.pow(back.get(i, j) - points.get(i, j), 2);
      }
      greatest[i] = Math.max(greatest[i], Math.sqrt(square)); // NaN stays
    }
  }

  /** Sizes of the differences; none between two equal infinities. */
  private static double[] differences(double[] a, double[] b) {
    double[] sizes = new double[a.length];
    for (int i = 0; i < a.length; i++) sizes[i] = a[i] == b[i] ? 0 : Math.abs(a[i] - b[i]);
    return sizes;
  }
}
