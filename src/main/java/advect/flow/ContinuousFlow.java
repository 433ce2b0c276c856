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

  private final FlowDensity density;
  private final Ode ode;

  /** A density whose transform is an {@link Ode} as flows have it. */
  private ContinuousFlow(FlowDensity density) {
    this.density = density;
    ode = (Ode) density.flow().transform();
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
    Flow flow = new Flow(base, new Ode(field, FlowSettings.DEFAULT.ode()), standardization);
    double[] theta =
        flow.initialParameters(new RandomStreams(seed).stream(RandomStreams.Purpose.PARAMETERS));
    return of(field, theta, base, standardization);
  }

  /**
   * A flow with given parameters, copied: those of the field, then those of the base.
   *
   * @throws IllegalArgumentException if dimensions or the number of parameters do not fit
   */
  public static ContinuousFlow of(
      VectorField field, double[] theta, Base base, Standardization standardization) {
    Flow flow = new Flow(base, new Ode(field, FlowSettings.DEFAULT.ode()), standardization);
    return new ContinuousFlow(new FlowDensity(flow, theta, FlowSettings.DEFAULT.parallelism()));
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
    return new ContinuousFlow(density.with(FlowSettings.of(ode.settings(), density.parallelism())));
  }

  /**
   * The same flow with other parameters, copied.
   *
   * @throws IllegalArgumentException if there are not as many
   */
  public ContinuousFlow withParameters(double[] value) {
    return new ContinuousFlow(density.withParameters(value));
  }

  /**
   * The same flow, whose contexts are standardised before the field sees them.
   *
   * @throws IllegalArgumentException if the field's context has another width
   */
  public ContinuousFlow withContextUnits(Standardization value) {
    if (value.dim() != contextDim()) {
      throw new IllegalArgumentException(
          "the field takes a context of %d numbers, the standardisation has %d"
              .formatted(contextDim(), value.dim()));
    }
    return new ContinuousFlow(density.withContextUnits(value));
  }

  /** The same flow, evaluated otherwise. */
  public ContinuousFlow with(FlowSettings value) {
    return new ContinuousFlow(density.with(value));
  }

  /**
   * The flow stopped at time {@code t}: its density is that of the base carried from 0 to t, its
   * units still those of the data.
   */
  public ContinuousFlow until(double t) {
    if (!(t >= 0 && t <= 1)) {
      throw new IllegalArgumentException("a flow runs from time 0 to 1, got " + t);
    }
    return new ContinuousFlow(density.through(new Ode(field(), 0, t, ode.settings())));
  }

  /** Dimension of the data. */
  public int dim() {
    return ode.dim();
  }

  /** Numbers that a row's density is conditional on; 0 for a density that is not conditional. */
  public int contextDim() {
    return ode.contextDim();
  }

  /** The architecture. */
  public VectorField field() {
    return ode.field();
  }

  /** θ, a copy: the field's, then the base's. */
  public double[] parameters() {
    return density.parameters();
  }

  /** The density at time 0, of which {@link #parameters} has the parameters. */
  public Base base() {
    return flow().base();
  }

  /** The map between data units and those of the field. */
  public Standardization standardization() {
    return flow().units();
  }

  /** The map between units of the context and those of the field. */
  public Standardization contextUnits() {
    return density.contextUnits();
  }

  /** How this flow is evaluated. */
  public FlowSettings settings() {
    return FlowSettings.of(ode.settings(), density.parallelism());
  }

  /** The architecture as base, transform and units, evaluated as the settings say. */
  public Flow flow() {
    return density.flow();
  }

  /**
   * The same, for training.
   *
   * @param method solves and differentiates in place of the settings' solver
   * @param regularization what is paid for besides the likelihood
   */
  public Flow flow(GradientMethod method, Regularization regularization) {
    OdeSettings training = ode.settings().withMethod(method).withRegularization(regularization);
    return new Flow(base(), ode.with(training), standardization());
  }

  /** The density that this flow is a view of, which any other transform has as well. */
  public FlowDensity density() {
    return density;
  }

  /**
   * Log density of every row of {@code x}, in nats and data units.
   *
   * @throws IllegalArgumentException if x has another number of columns or is not finite, or if the
   *     settings leave out the trace
   * @throws advect.ode.SolveException if a solve did not reach the base, with what to try
   */
  public double[] logDensity(DMatrixRMaj x) {
    return density.logDensity(x);
  }

  /**
   * log p(x | c) of every row.
   *
   * @param context {@code [rows][contextDim]}: c of every row
   * @throws IllegalArgumentException and SolveException as {@link #logDensity(DMatrixRMaj)}
   */
  public double[] logDensity(DMatrixRMaj x, DMatrixRMaj context) {
    return density.logDensity(x, context);
  }

  /** The base point of every row of {@code x}, without the cost of a trace. */
  public DMatrixRMaj encode(DMatrixRMaj x) {
    return density.encode(x);
  }

  /** The base point of every row under its context. */
  public DMatrixRMaj encode(DMatrixRMaj x, DMatrixRMaj context) {
    return density.encode(x, context);
  }

  /** Base points and log densities of {@code x} from one solve. */
  public FlowPoints encodeWithLogDensity(DMatrixRMaj x) {
    return density.encodeWithLogDensity(x);
  }

  /** Base points and log p(x | c) from one solve. */
  public FlowPoints encodeWithLogDensity(DMatrixRMaj x, DMatrixRMaj context) {
    return density.encodeWithLogDensity(x, context);
  }

  /** The data point of every base point in {@code z}: the inverse of {@link #encode}. */
  public DMatrixRMaj decode(DMatrixRMaj z) {
    return density.decode(z);
  }

  /** The data point of every base point under its context. */
  public DMatrixRMaj decode(DMatrixRMaj z, DMatrixRMaj context) {
    return density.decode(z, context);
  }

  /** {@code n} draws, a function of n, seed and settings. */
  public DMatrixRMaj sample(int n, long seed) {
    return density.sample(n, seed);
  }

  /**
   * A draw for every row of contexts, a function of the contexts, seed and settings.
   *
   * @param context {@code [n][contextDim]}
   * @return {@code [n][dim]}
   */
  public DMatrixRMaj sample(DMatrixRMaj context, long seed) {
    return density.sample(context, seed);
  }

  /**
   * The first rows of a block of {@value #SAMPLE_BLOCK} draws, for more draws than memory holds, as
   * {@link FlowDensity#sampleBlock} has them.
   */
  public DMatrixRMaj sampleBlock(long block, int rows, long seed) {
    return density.sampleBlock(block, rows, seed);
  }

  /** The same, a draw for every row of contexts. */
  public DMatrixRMaj sampleBlock(long block, DMatrixRMaj context, long seed) {
    return density.sampleBlock(block, context, seed);
  }

  /** Draws, those of {@link #sample}, and their log densities. */
  public FlowPoints sampleWithLogDensity(int n, long seed) {
    return density.sampleWithLogDensity(n, seed);
  }

  /** A draw for every row of contexts, and its log p(x | c). */
  public FlowPoints sampleWithLogDensity(DMatrixRMaj context, long seed) {
    return density.sampleWithLogDensity(context, seed);
  }

  /**
   * The velocity dx/dt of points at a time, in data units: scale ∘ f(t, (x - shift)/scale).
   *
   * @param x {@code [rows][dim]}, data units
   * @return a new matrix of the same shape
   */
  public DMatrixRMaj velocity(DMatrixRMaj x, double t) {
    return velocity(x, FlowDensity.NO_CONTEXT, t);
  }

  /**
   * The velocity under contexts: scale ∘ f(t, (x - shift)/scale, c).
   *
   * @param context {@code [rows][contextDim]}: c of every row
   */
  public DMatrixRMaj velocity(DMatrixRMaj x, DMatrixRMaj context, double t) {
    FlowRun.requireShape(x, context, dim(), contextDim());
    FlowRun.requireFinite(x, context);
    Shard all = new Shard(0, 0, x.numRows);
    BoundField bound = field().bind(ode.settings().precision());
    bound.parameters(flow().ofTransform(density.parameters()));
    FlowDynamics dynamics = new FlowDynamics(bound, dim(), x.numRows, 0);
    double[] z = new double[x.getNumElements()];
    double[] f = new double[z.length];
    standardization().gather(x, all, z);
    if (contextDim() > 0) {
      double[] c = new double[context.getNumElements()];
      contextUnits().gather(context, all, c);
      dynamics.context(c);
    }
    dynamics.evaluation().forward(t, z, f);
    DMatrixRMaj velocity = new DMatrixRMaj(x.numRows, dim());
    standardization().withoutShift().scatter(f, all, velocity);
    return velocity;
  }

  /**
   * The time at which the points have the density of this flow: 1 unless {@link #until} was used.
   */
  public double end() {
    return ode.to();
  }
}
