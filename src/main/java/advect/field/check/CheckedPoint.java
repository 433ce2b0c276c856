package advect.field.check;

import advect.field.BoundField;
import advect.field.FieldPass;
import advect.field.Parameter;
import advect.field.VectorField;
import advect.kernel.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A field at a random point: what its passes say there against differences of its values. */
final class CheckedPoint {
  private static final int SAMPLES = 3;
  private static final int TANGENTS = 2;
  private static final int DIRECTIONS = 2;
  private static final List<String> KINDS = List.of("values", "tangents");

  /** Roundings of a sum of some hundred products, as fields compute. */
  private static final double ROUNDINGS = 100 * 0x1p-53;

  /** Keeps parameters that begin at zero from hiding what they are multiplied with. */
  private static final double SPREAD = 0.1;

  private final VectorField field;
  private final Random random;
  private final BoundField bound;
  private final FieldPass pass;
  private final Input theta;
  private final Input context;
  private final Input z;
  private final double[] times = new double[SAMPLES];
  private final double[] e;
  private final double[] f;
  private final double[] je;

  private final double[] fbar;
  private final double[] jebar;

  /** Numbers that can be moved, and what the reverse pass of each kind says of them. */
  private static final class Input {
    final double[] at;
    final double[][] bars;

    Input(double[] at) {
      this.at = at;
      bars = new double[KINDS.size()][at.length];
    }
  }

  CheckedPoint(VectorField field, Random random) {
    this.field = field;
    this.random = random;
    int values = field.dim() * SAMPLES;
    double[] parameters = field.initialParameters(random);
    for (int i = 0; i < parameters.length; i++) parameters[i] += SPREAD * random.nextGaussian();
    theta = new Input(parameters);
    context = new Input(normal(field.contextDim() * SAMPLES));
    z = new Input(normal(values));
    Arrays.fill(times, random.nextDouble());
    e = normal(values * TANGENTS);
    f = new double[values];
    je = new double[e.length];
    fbar = normal(f.length);
    jebar = normal(je.length);
    bound = field.bind(Precision.FLOAT64);
    bound.tangents(SAMPLES, TANGENTS, e);
    pass = bound.pass(SAMPLES, TANGENTS);
  }

  private double[] normal(int length) {
    double[] numbers = new double[length];
    Arrays.setAll(numbers, i -> random.nextGaussian());
    return numbers;
  }

  void compare(Comparisons into) {
    compareTangents(into);
    for (int kind = 0; kind < KINDS.size(); kind++) reverse(kind);
    compareTime(into);
    for (int repeat = 0; repeat < DIRECTIONS; repeat++) {
      compare("z", z, 0, z.at.length, into);
      compare("context", context, 0, context.at.length, into);
      int start = 0;
      for (Parameter parameter : field.parameters()) {
        compare(parameter.name(), theta, start, start + parameter.count(), into);
        start += parameter.count();
      }
    }
  }

  /** J eₖ, number by number, and the slope of f along eₖ. */
  private void compareTangents(Comparisons into) {
    evaluate();
    double[] said = je.clone();
    double[] rounding = Arrays.stream(f).map(CheckedPoint::rounding).toArray();
    for (int k = 0; k < TANGENTS; k++) {
      double[] direction = new double[f.length];
      for (int n = 0; n < f.length; n++) direction[n] = e[tangent(n, k)];
      Differences.Slope[] slopes = Differences.of(h -> at(z.at, direction, h, f::clone), rounding);
      for (int n = 0; n < f.length; n++) into.add("J e", said[tangent(n, k)], slopes[n]);
    }
  }

  /** Where tangent k of number n of z or f stands. */
  private static int tangent(int n, int k) {
    return (n / SAMPLES * TANGENTS + k) * SAMPLES + n % SAMPLES;
  }

  /** Samples share their time, but each has a cotangent of its own. */
  private void compareTime(Comparisons into) {
    double[][] said = new double[KINDS.size()][SAMPLES];
    for (int kind = 0; kind < KINDS.size(); kind++) {
      evaluate();
      backward(kind, new double[f.length]);
      try {
        pass.timeCotangent(said[kind]);
      } catch (UnsupportedOperationException untold) {
        return;
      }
    }
    double[] together = new double[SAMPLES];
    Arrays.fill(together, 1);
    Differences.Slope[] slopes = slopes(times, together);
    for (int i = 0; i < slopes.length; i++) {
      int kind = i / SAMPLES;
      into.add("time of " + KINDS.get(kind), said[kind][i % SAMPLES], slopes[i]);
    }
  }

  /** Some of an input's numbers, along a random direction of length 1. */
  private void compare(String name, Input input, int from, int to, Comparisons into) {
    if (from == to) return;
    double[] direction = new double[input.at.length];
    for (int i = from; i < to; i++) direction[i] = random.nextGaussian();
    double length = Math.sqrt(dot(direction, direction));
    for (int i = from; i < to; i++) direction[i] /= length;
    Differences.Slope[] slopes = slopes(input.at, direction);
    for (int kind = 0; kind < KINDS.size(); kind++) {
      Differences.Slope sum = slopes[kind * SAMPLES];
      for (int s = 1; s < SAMPLES; s++) sum = sum.plus(slopes[kind * SAMPLES + s]);
      into.add(name + " of " + KINDS.get(kind), dot(input.bars[kind], direction), sum);
    }
  }

  private void reverse(int kind) {
    evaluate();
    backward(kind, z.bars[kind]);
    pass.accumulate(1);
    bound.drain(theta.bars[kind]);
    bound.drainContext(SAMPLES, context.bars[kind]);
  }

  /** The reverse of what values, or tangents, alone add to the inner product. */
  private void backward(int kind, double[] zbar) {
    double[] valueBars = kind == 0 ? fbar : new double[f.length];
    double[] tangentBars = kind == 1 ? jebar : new double[je.length];
    pass.backward(valueBars, tangentBars, zbar);
  }

  private void evaluate() {
    bound.parameters(theta.at);
    bound.context(SAMPLES, context.at);
    pass.forward(times, z.at, f, je);
  }

  private Differences.Slope[] slopes(double[] input, double[] direction) {
    evaluate();
    double[] roundings = new double[KINDS.size() * SAMPLES];
    addRoundings(fbar, f, 0, roundings);
    addRoundings(jebar, je, SAMPLES, roundings);
    return Differences.of(h -> at(input, direction, h, this::products), roundings);
  }

  /** ⟨f̄, f⟩ of each sample, then Σₖ ⟨J̄eₖ, J eₖ⟩ of each. */
  private double[] products() {
    double[] products = new double[KINDS.size() * SAMPLES];
    for (int i = 0; i < f.length; i++) products[i % SAMPLES] += fbar[i] * f[i];
    for (int i = 0; i < je.length; i++) products[SAMPLES + i % SAMPLES] += jebar[i] * je[i];
    return products;
  }

  private static void addRoundings(double[] bar, double[] x, int start, double[] roundings) {
    for (int i = 0; i < x.length; i++) {
      roundings[start + i % SAMPLES] += Math.abs(bar[i]) * rounding(x[i]);
    }
  }

  /** How far a number may be off that is made of numbers of its own size or of order 1. */
  private static double rounding(double x) {
    return ROUNDINGS * (1 + Math.abs(x));
  }

  /** What an evaluation gives with an input moved by h along a direction. */
  private double[] at(double[] input, double[] direction, double h, Supplier<double[]> result) {
    double[] kept = input.clone();
    for (int i = 0; i < input.length; i++) input[i] += h * direction[i];
    evaluate();
    System.arraycopy(kept, 0, input, 0, kept.length);
    return result.get();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }
}
