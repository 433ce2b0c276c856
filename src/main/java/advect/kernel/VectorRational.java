package advect.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The ratios of {@link Rational} on vectors, with the same coefficients.
 *
 * <p>They are loops, not functions of a vector: C2 does not inline a function that it has compiled
 * by itself before, and would make an object of every vector that comes out of it.
 */
final class VectorRational {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;

  // spotless:off
  private static final FloatVector P32_3 = FloatVector.broadcast(F, 1.511447489e-5f);
  private static final FloatVector P32_2 = FloatVector.broadcast(F, 0.00324705635f);
  private static final FloatVector P32_1 = FloatVector.broadcast(F, 0.1318909539f);
  private static final FloatVector P32_0 = FloatVector.broadcast(F, 1f);
  private static final FloatVector Q32_4 = FloatVector.broadcast(F, 3.780929908e-7f);
  private static final FloatVector Q32_3 = FloatVector.broadcast(F, 0.0002829510847f);
  private static final FloatVector Q32_2 = FloatVector.broadcast(F, 0.0249884962f);
  private static final FloatVector Q32_1 = FloatVector.broadcast(F, 0.4652242815f);
  private static final FloatVector Q32_0 = FloatVector.broadcast(F, 1f);
  private static final FloatVector R32_3 = FloatVector.broadcast(F, 0.003443339864f);
  private static final FloatVector R32_2 = FloatVector.broadcast(F, 0.2389945399f);
  private static final FloatVector R32_1 = FloatVector.broadcast(F, 1.067647456f);
  private static final FloatVector R32_0 = FloatVector.broadcast(F, 1f);
  private static final FloatVector S32_3 = FloatVector.broadcast(F, 0.07561365671f);
  private static final FloatVector S32_2 = FloatVector.broadcast(F, 0.6894876607f);
  private static final FloatVector S32_1 = FloatVector.broadcast(F, 1.567647333f);
  private static final FloatVector S32_0 = FloatVector.broadcast(F, 1f);
  private static final DoubleVector P64_7 = DoubleVector.broadcast(D, 4.56129339235117988e-16);
  private static final DoubleVector P64_6 = DoubleVector.broadcast(D, 1.62518815127066114e-12);
  private static final DoubleVector P64_5 = DoubleVector.broadcast(D, 1.48847820493641028e-9);
  private static final DoubleVector P64_4 = DoubleVector.broadcast(D, 5.29021507107347321e-7);
  private static final DoubleVector P64_3 = DoubleVector.broadcast(D, 0.0000828200194890621529);
  private static final DoubleVector P64_2 = DoubleVector.broadcast(D, 0.0056877735281545624);
  private static final DoubleVector P64_1 = DoubleVector.broadcast(D, 0.149884459332848455);
  private static final DoubleVector P64_0 = DoubleVector.broadcast(D, 1.0);
  private static final DoubleVector Q64_8 = DoubleVector.broadcast(D, 2.97504958114859266e-18);
  private static final DoubleVector Q64_7 = DoubleVector.broadcast(D, 3.39161239208672714e-14);
  private static final DoubleVector Q64_6 = DoubleVector.broadcast(D, 5.62097199430667403e-11);
  private static final DoubleVector Q64_5 = DoubleVector.broadcast(D, 3.12204964305632946e-8);
  private static final DoubleVector Q64_4 = DoubleVector.broadcast(D, 7.3163026854380863e-6);
  private static final DoubleVector Q64_3 = DoubleVector.broadcast(D, 0.000764380882323807346);
  private static final DoubleVector Q64_2 = DoubleVector.broadcast(D, 0.0334270377502151989);
  private static final DoubleVector Q64_1 = DoubleVector.broadcast(D, 0.483217792666181772);
  private static final DoubleVector Q64_0 = DoubleVector.broadcast(D, 1.0);
  private static final DoubleVector R64_6 = DoubleVector.broadcast(D, 0.0000232312667393880968);
  private static final DoubleVector R64_5 = DoubleVector.broadcast(D, 0.00689151634047629464);
  private static final DoubleVector R64_4 = DoubleVector.broadcast(D, 0.136096087397466169);
  private static final DoubleVector R64_3 = DoubleVector.broadcast(D, 0.842914478873815615);
  private static final DoubleVector R64_2 = DoubleVector.broadcast(D, 2.17605867958066284);
  private static final DoubleVector R64_1 = DoubleVector.broadcast(D, 2.45514339337906156);
  private static final DoubleVector R64_0 = DoubleVector.broadcast(D, 1.0);
  private static final DoubleVector S64_6 = DoubleVector.broadcast(D, 0.00159007965473985073);
  private static final DoubleVector S64_5 = DoubleVector.broadcast(D, 0.0493272912709983564);
  private static final DoubleVector S64_4 = DoubleVector.broadcast(D, 0.452123856137141109);
  private static final DoubleVector S64_3 = DoubleVector.broadcast(D, 1.7680152025430489);
  private static final DoubleVector S64_2 = DoubleVector.broadcast(D, 3.3202970429370605);
  private static final DoubleVector S64_1 = DoubleVector.broadcast(D, 2.95514339337905903);
  private static final DoubleVector S64_0 = DoubleVector.broadcast(D, 1.0);
  // spotless:on

  private VectorRational() {}

  /** tanh in place: with n/q = tanh(v/2), tanh(v) = 2nq / (q² + n²). */
  static void tanh(float[] x, int at, int length) {
    FloatVector high = FloatVector.broadcast(F, Rational.clamp((float) 100));
    FloatVector low = high.neg();
    for (int i = at; i < at + length; i += F.length()) {
      FloatVector v = FloatVector.fromArray(F, x, i).mul(0.5f);
      FloatVector capped = v.blend(high, v.compare(VectorOperators.GT, high));
      FloatVector y = capped.blend(low, capped.compare(VectorOperators.LT, low));
      FloatVector u = y.mul(y);
      FloatVector n = P32_3.fma(u, P32_2).fma(u, P32_1).fma(u, P32_0).mul(y);
      FloatVector q = Q32_4.fma(u, Q32_3).fma(u, Q32_2).fma(u, Q32_1).fma(u, Q32_0);
      FloatVector half = n.mul(q);
      FloatVector twice = half.add(half);
      FloatVector gap = q.sub(n.abs());
      twice.div(gap.fma(gap, twice.abs())).intoArray(x, i);
    }
  }

  /** n and q with n/q = tanh(v/4), from index 0 on. */
  static void ratio(float[] v, int at, int length, float[] n, float[] q) {
    FloatVector high = FloatVector.broadcast(F, Rational.clamp((float) 100));
    FloatVector low = high.neg();
    for (int i = 0; i < length; i += F.length()) {
      FloatVector y = FloatVector.fromArray(F, v, at + i).mul(0.25f);
      y = y.blend(high, y.compare(VectorOperators.GT, high));
      y = y.blend(low, y.compare(VectorOperators.LT, low));
      FloatVector u = y.mul(y);
      P32_3.fma(u, P32_2).fma(u, P32_1).fma(u, P32_0).mul(y).intoArray(n, i);
      Q32_4.fma(u, Q32_3).fma(u, Q32_2).fma(u, Q32_1).fma(u, Q32_0).intoArray(q, i);
    }
  }

  /** log(1 + w) in place of w, for w in [0, 1]. */
  static void log1p(float[] x, int at, int length) {
    for (int i = at; i < at + length; i += F.length()) {
      FloatVector w = FloatVector.fromArray(F, x, i);
      FloatVector r = R32_3.fma(w, R32_2).fma(w, R32_1).fma(w, R32_0);
      FloatVector s = S32_3.fma(w, S32_2).fma(w, S32_1).fma(w, S32_0);
      w.mul(r).div(s).intoArray(x, i);
    }
  }

  /** tanh in place: with n/q = tanh(v/2), tanh(v) = 2nq / (q² + n²). */
  static void tanh(double[] x, int at, int length) {
    DoubleVector high = DoubleVector.broadcast(D, Rational.clamp((double) 100));
    DoubleVector low = high.neg();
    for (int i = at; i < at + length; i += D.length()) {
      DoubleVector v = DoubleVector.fromArray(D, x, i).mul(0.5);
      DoubleVector capped = v.blend(high, v.compare(VectorOperators.GT, high));
      DoubleVector y = capped.blend(low, capped.compare(VectorOperators.LT, low));
      DoubleVector u = y.mul(y);
      DoubleVector n =
          P64_7
              .fma(u, P64_6)
              .fma(u, P64_5)
              .fma(u, P64_4)
              .fma(u, P64_3)
              .fma(u, P64_2)
              .fma(u, P64_1)
              .fma(u, P64_0)
              .mul(y);
      DoubleVector q =
          Q64_8
              .fma(u, Q64_7)
              .fma(u, Q64_6)
              .fma(u, Q64_5)
              .fma(u, Q64_4)
              .fma(u, Q64_3)
              .fma(u, Q64_2)
              .fma(u, Q64_1)
              .fma(u, Q64_0);
      DoubleVector half = n.mul(q);
      DoubleVector twice = half.add(half);
      DoubleVector gap = q.sub(n.abs());
      twice.div(gap.fma(gap, twice.abs())).intoArray(x, i);
    }
  }

  /** n and q with n/q = tanh(v/4), from index 0 on. */
  static void ratio(double[] v, int at, int length, double[] n, double[] q) {
    DoubleVector high = DoubleVector.broadcast(D, Rational.clamp((double) 100));
    DoubleVector low = high.neg();
    for (int i = 0; i < length; i += D.length()) {
      DoubleVector y = DoubleVector.fromArray(D, v, at + i).mul(0.25);
      y = y.blend(high, y.compare(VectorOperators.GT, high));
      y = y.blend(low, y.compare(VectorOperators.LT, low));
      DoubleVector u = y.mul(y);
      P64_7
          .fma(u, P64_6)
          .fma(u, P64_5)
          .fma(u, P64_4)
          .fma(u, P64_3)
          .fma(u, P64_2)
          .fma(u, P64_1)
          .fma(u, P64_0)
          .mul(y)
          .intoArray(n, i);
      Q64_8
          .fma(u, Q64_7)
          .fma(u, Q64_6)
          .fma(u, Q64_5)
          .fma(u, Q64_4)
          .fma(u, Q64_3)
          .fma(u, Q64_2)
          .fma(u, Q64_1)
          .fma(u, Q64_0)
          .intoArray(q, i);
    }
  }

  /** log(1 + w) in place of w, for w in [0, 1]. */
  static void log1p(double[] x, int at, int length) {
    for (int i = at; i < at + length; i += D.length()) {
      DoubleVector w = DoubleVector.fromArray(D, x, i);
      DoubleVector r =
          R64_6.fma(w, R64_5).fma(w, R64_4).fma(w, R64_3).fma(w, R64_2).fma(w, R64_1).fma(w, R64_0);
      DoubleVector s =
          S64_6.fma(w, S64_5).fma(w, S64_4).fma(w, S64_3).fma(w, S64_2).fma(w, S64_1).fma(w, S64_0);
      w.mul(r).div(s).intoArray(x, i);
    }
  }
}
