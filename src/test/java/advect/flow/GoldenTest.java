package advect.flow;

import static org.assertj.core.api.Assertions.assertThat;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.flow.base.StandardNormal;
import advect.flow.dynamics.Directions;
import advect.flow.dynamics.FlowDynamics;
import advect.flow.dynamics.Trace;
import advect.gradient.CheckpointedAdjoint;
import advect.gradient.ContinuousAdjoint;
import advect.gradient.DifferentiableSolve;
import advect.gradient.GradientMethod;
import advect.kernel.Precision;
import advect.ode.RungeKutta;
import advect.ode.step.Steps;
import advect.ode.tableau.Tableaux;
import advect.parallel.RandomStreams;
import advect.parallel.Shard;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields, solves and gradients against an independent program, in float64. */
class GoldenTest {
  /** Differences relative to the largest number of the array they stand in. */
  private static final double ADAPTIVE = 1e-7;

  private static final double FIXED = 1e-11;

  /** One evaluation differs by round-off: about 100 operations of 1e-16 each. */
  private static final double EVALUATION = 1e-13;

  private static final RungeKutta TIGHT = new RungeKutta(Tableaux.DOPRI5, Steps.adaptive(1e-10));
  private static final RungeKutta RK4_38 = new RungeKutta(Tableaux.RK4_38, Steps.fixed(10));

  @ParameterizedTest
  @ValueSource(strings = {"c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08"})
  void fieldAndItsJacobianAgree(String name) throws IOException {
    GoldenCase golden = GoldenCase.read(name);
    int d = golden.dim();
    int n = golden.batch();
    BoundField field = bind(golden);
    FieldPass pass = field.pass(n, d);
    field.tangents(n, d, exactDirections(d, n));
    double[] f = new double[d * n];
    double[] je = new double[d * d * n];
    pass.forward(times(golden, n), golden.x(), f, je);
    JsonNode expectedF = golden.at("field", "f");
    JsonNode jacobian = golden.at("field", "jacobian");
    for (int s = 0; s < n; s++) {
      for (int i = 0; i < d; i++) {
        double value = expectedF.get(s).get(i).asDouble();
        assertThat(f[i * n + s]).isCloseTo(value, within(EVALUATION));
        for (int j = 0; j < d; j++) {
          double expected = jacobian.get(s).get(i).get(j).asDouble();
          assertThat(je[(i * d + j) * n + s]).isCloseTo(expected, within(EVALUATION));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08"})
  void traceAndCotangentsAgree(String name) throws IOException {
    GoldenCase golden = GoldenCase.read(name);
    int size = golden.dim() * golden.batch();
    BoundField field = bind(golden);
    FlowDynamics dynamics = dynamics(golden, field);
    var evaluation = dynamics.evaluation();
    double[] y = Arrays.copyOf(golden.x(), size + golden.batch());
    double[] dydt = new double[y.length];
    evaluation.forward(golden.at("field", "t").asDouble(), y, dydt);
    assertClose(
        Arrays.copyOfRange(dydt, size, y.length),
        GoldenCase.numbers(golden.at("field", "div")),
        EVALUATION);
    double[] cotangent =
        Arrays.copyOf(GoldenCase.panel(golden.at("field", "cotangent_f")), y.length);
    Arrays.fill(cotangent, size, y.length, 1);
    double[] zbar = new double[size];
    double[] thetaBar = new double[field.parameterCount()];
    evaluation.backward(cotangent, zbar);
    evaluation.accumulate(1);
    dynamics.drain(thetaBar);
    assertClose(zbar, GoldenCase.panel(golden.at("field", "vjp_x")), EVALUATION);
    assertClose(thetaBar, golden.parameters(golden.at("field", "vjp_params")), EVALUATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08"})
  void adaptiveSolvesAndTheirGradientsAgree(String name) throws IOException {
    GoldenCase golden = GoldenCase.read(name);
    for (GradientMethod method :
        new GradientMethod[] {new CheckpointedAdjoint(TIGHT), new ContinuousAdjoint(TIGHT)}) {
      Result result = solve(golden, method);
      assertClose(result.z, GoldenCase.panel(golden.at("expect", "z1")), ADAPTIVE);
      assertClose(result.delta, GoldenCase.numbers(golden.at("expect", "delta_logp")), ADAPTIVE);
      assertClose(result.logp(golden), GoldenCase.numbers(golden.at("expect", "logp")), ADAPTIVE);
      assertClose(result.xbar, GoldenCase.panel(golden.at("expect", "grad_x")), ADAPTIVE);
      assertClose(result.thetaBar, golden.parameters(golden.at("expect", "grad_params")), ADAPTIVE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08"})
  void fixedStepsAndTheirGradientsAgree(String name) throws IOException {
    GoldenCase golden = GoldenCase.read(name);
    String rk4 = "rk4_38_steps10";
    Result discrete = solve(golden, new CheckpointedAdjoint(RK4_38));
    assertClose(discrete.z, GoldenCase.panel(golden.at(rk4, "z1")), FIXED);
    assertClose(discrete.delta, GoldenCase.numbers(golden.at(rk4, "delta_logp")), FIXED);
    assertClose(discrete.xbar, GoldenCase.panel(golden.at(rk4, "grad_x_backprop")), FIXED);
    assertClose(
        discrete.thetaBar, golden.parameters(golden.at(rk4, "grad_params_backprop")), FIXED);
    Result continuous = solve(golden, new ContinuousAdjoint(RK4_38));
    assertClose(continuous.xbar, GoldenCase.panel(golden.at(rk4, "grad_x_adjoint")), FIXED);
    assertClose(
        continuous.thetaBar, golden.parameters(golden.at(rk4, "grad_params_adjoint")), FIXED);
  }

  /** The losses of both kinds of case have the cotangents z/n and, for ∫ D dt, -1/n. */
  private static Result solve(GoldenCase golden, GradientMethod method) {
    int size = golden.dim() * golden.batch();
    BoundField field = bind(golden);
    DifferentiableSolve solve = method.on(dynamics(golden, field));
    double[] y = Arrays.copyOf(golden.x(), size + golden.batch());
    solve.forward(golden.number("t0"), golden.number("t1"), y).orThrow();
    double[] ybar = new double[y.length];
    for (int i = 0; i < size; i++) ybar[i] = y[i] / golden.batch();
    Arrays.fill(ybar, size, y.length, -1.0 / golden.batch());
    double[] thetaBar = new double[field.parameterCount()];
    solve.backward(ybar, thetaBar).orThrow();
    double[] delta = Arrays.copyOfRange(y, size, y.length);
    for (int s = 0; s < delta.length; s++) delta[s] = -delta[s];
    return new Result(Arrays.copyOf(y, size), delta, Arrays.copyOf(ybar, size), thetaBar);
  }

  private static BoundField bind(GoldenCase golden) {
    BoundField field = golden.field().bind(Precision.FLOAT64);
    field.parameters(golden.theta());
    return field;
  }

  private static FlowDynamics dynamics(GoldenCase golden, BoundField field) {
    Directions directions = golden.directions();
    FlowDynamics dynamics =
        new FlowDynamics(field, golden.dim(), golden.batch(), directions.count());
    dynamics.directions(directions);
    return dynamics;
  }

  private static double[] exactDirections(int dim, int samples) {
    RandomGenerator unused = new RandomStreams(0).stream(RandomStreams.Purpose.TRACE);
    return new Trace.Exact().directions(dim, new Shard(0, 0, samples), unused).unsafeEntries();
  }

  private static double[] times(GoldenCase golden, int n) {
    double[] t = new double[n];
    Arrays.fill(t, golden.at("field", "t").asDouble());
    return t;
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.api.Assertions.within(tolerance);
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    double scale = 0;
    for (double e : expected) scale = Math.max(scale, Math.abs(e));
    assertThat(actual).containsExactly(expected, within(tolerance * scale));
  }

  private static final class Result {
    final double[] z;
    final double[] delta;
    final double[] xbar;
    final double[] thetaBar;

    Result(double[] z, double[] delta, double[] xbar, double[] thetaBar) {
      this.z = z;
      this.delta = delta;
      this.xbar = xbar;
      this.thetaBar = thetaBar;
    }

    /** In a sampling case the base point is the input. */
    double[] logp(GoldenCase golden) {
      boolean sampling = golden.number("t0") > golden.number("t1");
      double[] logp = new double[delta.length];
      new StandardNormal(golden.dim()).addLogDensity(sampling ? golden.x() : z, logp);
      for (int s = 0; s < logp.length; s++) logp[s] += sampling ? delta[s] : -delta[s];
      return logp;
    }
  }
}
