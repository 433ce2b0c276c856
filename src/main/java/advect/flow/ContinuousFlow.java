package advect.flow;

import advect.field.BoundField;
import advect.field.VectorField;
import advect.flow.base.Base;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.transform.Ode;
import advect.flow.transform.OdeSettings;
import advect.flow.transform.Regularization;
import advect.gradient.GradientMethod;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A density on R^dim: a base density carried from time 0 to time 1 by a vector field.
 *
 * <p>For x with z(1) = (x - shift)/scale and dz/dt = f(t, z; θ),
 *
 * <pre>
 *   log p(x) = log p₀(z(0)) + ∫ from 1 to 0 of tr(∂f/∂z) dt - Σ log scale.
 * </pre>
 *
 * <p>A field with a context makes it a conditional density p(x | c): then each row brings its own c
 * along. The base may have parameters; θ is the field's, then the base's.
 *
 * <p>Shapes: matrices are {@code [rows][dim]}, a row a sample. Log densities are in nats, in the
 * units of the data. Cost: one solve a shard, whose evaluations carry one tangent a dimension
 * (exact trace) or a probe. Accuracy: the solver's tolerance and the field's precision; see {@link
 * FlowSettings}. Results are the same for any number of threads.
 *
 * <p>Threads: immutable; safe to share.
 *
 * <p>Reference: Chen et al. 2018, arXiv:1806.07366, theorem 1; Grathwohl et al. 2019,
 * arXiv:1810.01367.
 */
public final class ContinuousFlow {
  /** Draws that share a random stream; see {@link #sampleBlock}. */
  public static final int SAMPLE_BLOCK = FlowDensity.SAMPLE_BLOCK;

  private final VectorField field;
  private final double[] theta;
  private final Base base;
  private final Units units;
  private final FlowSettings settings;
  private final double end;

  /**
   * What the numbers of a row are measured in.
   *
   * @param data of its point
   * @param context of what its density is conditional on
   */
  private record Units(Standardization data, Standardization context) {}

  private ContinuousFlow(
      VectorField field,
      double[] theta,
      Base base,
      Units units,
      FlowSettings settings,
      double end) {
    this.field = field;
    this.theta = theta;
    this.base = base;
    this.units = units;
    this.settings = settings;
    this.end = end;
  }

  /**
   * A flow from a standard normal base with random parameters, for data on the scale of {@code
   * standardization}.
   */
  public static ContinuousFlow of(VectorField field, Standardization standardization, long seed) {
    return of(field, new StandardNormal(field.dim()), standardization, seed);
  }

  /** The same from another base, whose parameters begin where it says. */
  public static ContinuousFlow of(
      VectorField field, Base base, Standardization standardization, long seed) {
    double[] theta =
        Arrays.copyOf(
            field.initialParameters(
                new RandomStreams(seed).stream(RandomStreams.Purpose.PARAMETERS)),
            field.parameterCount() + base.parameterCount());
    double[] phi = base.initialParameters();
    System.arraycopy(phi, 0, theta, field.parameterCount(), phi.length);
    return of(field, theta, base, standardization);
  }

  /**
   * A flow with given parameters, copied: those of the field, then those of the base.
   *
   * @throws IllegalArgumentException if dimensions or the number of parameters do not fit
   */
  public static ContinuousFlow of(
      VectorField field, double[] theta, Base base, Standardization standardization) {
    if (standardization.dim() != field.dim()) {
      throw new IllegalArgumentException(
          "the field has %d dimensions, the standardisation %d"
              .formatted(field.dim(), standardization.dim()));
    }
    if (base.dim() != field.dim()) {
      throw new IllegalArgumentException(
          "the field has %d dimensions, the base %d".formatted(field.dim(), base.dim()));
    }
    Units units = new Units(standardization, Standardization.identity(field.contextDim()));
    requireParameters(field, base, theta);
    return new ContinuousFlow(field, theta.clone(), base, units, FlowSettings.DEFAULT, 1);
  }

  /**
   * The flow of a density whose transform is an {@link Ode} as flows have it.
   *
   * @throws IllegalArgumentException if it is another transform
   */
  public static ContinuousFlow of(FlowDensity density) {
    Flow flow = density.flow();
    Ode ode =
        flow.continuous()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a continuous flow is an Ode from time 0 to 1 or before, but this density"
                            + " has the transform %s; take the density itself"
                                .formatted(flow.transform())));
    return of(ode.field(), density.parameters(), flow.base(), flow.units())
        .withContextUnits(density.contextUnits())
        .with(FlowSettings.of(ode.settings(), density.parallelism()))
        .until(ode.to());
  }

  /** The same flow with other parameters, copied. */
  public ContinuousFlow withParameters(double[] value) {
    requireParameters(field, base, value);
    return new ContinuousFlow(field, value.clone(), base, units, settings, end);
  }

  /**
   * The same flow, whose contexts are standardised before the field sees them.
   *
   * @throws IllegalArgumentException if the field's context has another width
   */
  public ContinuousFlow withContextUnits(Standardization value) {
    if (value.dim() != field.contextDim()) {
      throw new IllegalArgumentException(
          "the field takes a context of %d numbers, the standardisation has %d"
              .formatted(field.contextDim(), value.dim()));
    }
    return new ContinuousFlow(field, theta, base, new Units(units.data, value), settings, end);
  }

  /** The same flow, evaluated otherwise. */
  public ContinuousFlow with(FlowSettings value) {
    return new ContinuousFlow(field, theta, base, units, value, end);
  }

  /**
   * The flow stopped at time {@code t}: its density is that of the base carried from 0 to t, its
   * units still those of the data.
   */
  public ContinuousFlow until(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("a flow runs from time 0 to 1, got " + t);
    }
    return new ContinuousFlow(field, theta, base, units, settings, t);
  }

  /** Dimension of the data. */
  public int dim() {
    return field.dim();
  }

  /** Numbers that a row's density is conditional on; 0 for a density that is not conditional. */
  public int contextDim() {
    return field.contextDim();
  }

  /** The architecture. */
  public VectorField field() {
    return field;
  }

  /** θ, a copy: the field's, then the base's. */
  public double[] parameters() {
    return theta.clone();
  }

  /** The density at time 0, of which {@link #parameters} has the parameters. */
  public Base base() {
    return base;
  }

  /** The map between data units and those of the field. */
  public Standardization standardization() {
    return units.data;
  }

  /** The map between units of the context and those of the field. */
  public Standardization contextUnits() {
    return units.context;
  }

  /** How this flow is evaluated. */
  public FlowSettings settings() {
    return settings;
  }

  /** The architecture as base, transform and units, evaluated as the settings say. */
  public Flow flow() {
    return new Flow(base, ode(), units.data);
  }

  /**
   * The same, for training.
   *
   * @param method solves and differentiates in place of the settings' solver
   * @param regularization what is paid for besides the likelihood
   */
  public Flow flow(GradientMethod method, Regularization regularization) {
    OdeSettings training = ode().settings().withMethod(method).withRegularization(regularization);
    return new Flow(base, ode().with(training), units.data);
  }

  /** The density that this flow is a view of, which any other transform has as well. */
  public FlowDensity density() {
    return new FlowDensity(flow(), theta, settings.parallelism()).withContextUnits(units.context);
  }

  private Ode ode() {
    return new Ode(field, 0, end, settings.ode());
  }

  /**
   * Log density of every row of {@code x}, in nats and data units.
   *
   * @throws IllegalArgumentException if x has another number of columns or is not finite, or if the
   *     settings leave out the trace
   * @throws advect.ode.SolveException if a solve did not reach the base, with what to try
   */
  public double[] logDensity(DMatrixRMaj x) {
    return density().logDensity(x);
  }

  /**
   * log p(x | c) of every row.
   *
   * @param context {@code [rows][contextDim]}: c of every row
   * @throws IllegalArgumentException and SolveException as {@link #logDensity(DMatrixRMaj)}
   */
  public double[] logDensity(DMatrixRMaj x, DMatrixRMaj context) {
    return density().logDensity(x, context);
  }

  /** The base point of every row of {@code x}, without the cost of a trace. */
  public DMatrixRMaj encode(DMatrixRMaj x) {
    return density().encode(x);
  }

  /** Base points and log densities of {@code x} from one solve. */
  public FlowPoints encodeWithLogDensity(DMatrixRMaj x) {
    return density().encodeWithLogDensity(x);
  }

  /** The data point of every base point in {@code z}: the inverse of {@link #encode}. */
  public DMatrixRMaj decode(DMatrixRMaj z) {
    return density().decode(z);
  }

  /** {@code n} draws, a function of n, seed and settings. */
  public DMatrixRMaj sample(int n, long seed) {
    return density().sample(n, seed);
  }

  /**
   * A draw for every row of contexts, a function of the contexts, seed and settings.
   *
   * @param context {@code [n][contextDim]}
   * @return {@code [n][dim]}
   */
  public DMatrixRMaj sample(DMatrixRMaj context, long seed) {
    return density().sample(context, seed);
  }

  /**
   * The first rows of a block of {@value #SAMPLE_BLOCK} draws, for more draws than memory holds, as
   * {@link FlowDensity#sampleBlock} has them.
   */
  public DMatrixRMaj sampleBlock(long block, int rows, long seed) {
    return density().sampleBlock(block, rows, seed);
  }

  /** Draws and their log densities from one solve. */
  public FlowPoints sampleWithLogDensity(int n, long seed) {
    return density().sampleWithLogDensity(n, seed);
  }

  /**
   * The velocity dx/dt of points at a time, in data units: scale ∘ f(t, (x - shift)/scale).
   *
   * @param x {@code [rows][dim]}, data units
   * @return a new matrix of the same shape
   */
  public DMatrixRMaj velocity(DMatrixRMaj x, double t) {
    FlowRun.requireRows(x, dim());
    Shard all = new Shard(0, 0, x.numRows);
    BoundField bound = field.bind(settings.precision());
    bound.parameters(Arrays.copyOf(theta, field.parameterCount()));
    FlowDynamics dynamics = new FlowDynamics(bound, dim(), x.numRows, 0);
    double[] z = new double[x.getNumElements()];
    double[] f = new double[z.length];
    units.data.gather(x, all, z);
    dynamics.evaluation().forward(t, z, f);
    DMatrixRMaj velocity = new DMatrixRMaj(x.numRows, dim());
    units.data.withoutShift().scatter(f, all, velocity);
    return velocity;
  }

  /**
   * The time at which the points have the density of this flow: 1 unless {@link #until} was used.
   */
  public double end() {
    return end;
  }

  private static void requireParameters(VectorField field, Base base, double[] theta) {
    int count = field.parameterCount() + base.parameterCount();
    if (theta.length != count) {
      throw new IllegalArgumentException(
          "the field has %d parameters, got %d".formatted(count, theta.length));
    }
  }
}
