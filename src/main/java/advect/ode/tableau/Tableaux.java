package advect.ode.tableau;

import java.util.List;

/**
 * The explicit Runge-Kutta methods that come with the library.
 *
 * <p>{@link #DOPRI5} is the one to try first; {@link #DOPRI8} is cheaper at tolerances below about
 * 1e-8, {@link #BOSH3} above about 1e-3. {@link #RK4} with fixed steps has a cost known beforehand.
 */
public final class Tableaux {
  // spotless:off
  /** Euler's method: order 1, 1 stage. */
  public static final ButcherTableau EULER =
      new ButcherTableau("euler", 1, new double[][] {{}}, new double[] {1});

  /** The midpoint rule of Runge (1895): order 2, 2 stages. */
  public static final ButcherTableau MIDPOINT =
      new ButcherTableau("midpoint", 2, new double[][] {{}, {1. / 2}}, new double[] {0, 1});

  /** Heun's trapezoidal method (1900): order 2, embedded order 1 (Euler), 2 stages. */
  public static final ButcherTableau HEUN =
      new ButcherTableau("heun", 2,
          new double[][] {{}, {1}},
          new double[] {1. / 2, 1. / 2},
          1, new double[] {1, 0});

  /** The classical method of Kutta (1901): order 4, 4 stages. */
  public static final ButcherTableau RK4 =
      new ButcherTableau("rk4", 4,
          new double[][] {{}, {1. / 2}, {0, 1. / 2}, {0, 0, 1}},
          new double[] {1. / 6, 1. / 3, 1. / 3, 1. / 6});

  /** The 3/8 rule of Kutta (1901): order 4, 4 stages, a smaller error than the classical one. */
  public static final ButcherTableau RK4_38 =
      new ButcherTableau("rk4-38", 4,
          new double[][] {{}, {1. / 3}, {-1. / 3, 1}, {1, -1, 1}},
          new double[] {1. / 8, 3. / 8, 3. / 8, 1. / 8});

  /**
   * Order 3, embedded order 2, 4 stages, FSAL.
   *
   * <p>Reference: Bogacki and Shampine, "A 3(2) pair of Runge-Kutta formulas", Applied Mathematics
   * Letters 2, 1989, 321-325.
   */
  public static final ButcherTableau BOSH3 =
      new ButcherTableau("bosh3", 3,
          new double[][] {{}, {1. / 2}, {0, 3. / 4}, {2. / 9, 1. / 3, 4. / 9}},
          new double[] {2. / 9, 1. / 3, 4. / 9, 0},
          2, new double[] {7. / 24, 1. / 4, 1. / 3, 1. / 8});

  /**
   * Order 5, embedded order 4, 7 stages, FSAL.
   *
   * <p>Reference: Dormand and Prince, "A family of embedded Runge-Kutta formulae", Journal of
   * Computational and Applied Mathematics 6, 1980, 19-26; inside a step Shampine's quartic, as in
   * Hairer's DOPRI5.
   */
  public static final ButcherTableau DOPRI5 =
      new ButcherTableau("dopri5", 5,
          new double[][] {
            {},
            {1. / 5},
            {3. / 40, 9. / 40},
            {44. / 45, -56. / 15, 32. / 9},
            {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
            {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
            {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}},
          new double[] {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84, 0},
          4, new double[] {
            5179. / 57600, 0, 7571. / 16695, 393. / 640, -92097. / 339200, 187. / 2100, 1. / 40})
          .withQuartic(
              -12715105075. / 11282082432., 0, 87487479700. / 32700410799.,
              -10690763975. / 1880347072, 701980252875. / 199316789632.,
              -1453857185. / 822651844, 69997945. / 29380423);

  /**
   * Order 5, embedded order 4, 7 stages, FSAL, a smaller error than Dormand and Prince's.
   *
   * <p>Reference: Tsitouras, "Runge-Kutta pairs of order 5(4) satisfying only the first column
   * simplifying assumption", Computers and Mathematics with Applications 62, 2011, 770-775.
   */
  public static final ButcherTableau TSIT5 =
      new ButcherTableau("tsit5", 5,
          new double[][] {
            {},
            {0.161},
            {-0.008480655492356988544, 0.3354806554923569885},
            {2.897153057105493432, -6.359448489975074843, 4.362295432869581411},
            {5.325864828439256604, -11.74888356406282788, 7.495539342889836208,
              -0.09249506636175524925},
            {5.861455442946420029, -12.92096931784710929, 8.159367898576158643,
              -0.07158497328140099722, -0.02826905039406838291},
            {0.09646076681806522952, 0.01, 0.4798896504144995748, 1.379008574103741893,
              -3.290069515436080680, 2.324710524099773982}},
          new double[] {
            0.09646076681806522952, 0.01, 0.4798896504144995748, 1.379008574103741893,
            -3.290069515436080680, 2.324710524099773982, 0},
          4, new double[] {
            0.09468075576583945807, 0.009183565540343253097, 0.4877705284247615708,
            1.234297566930478986, -2.707712349983525455, 1.866628418170587036, 1. / 66})
          .withQuartic(
              -1.0530884977290216, 0.1017, 2.490627285651252793, -16.54810288924490272,
              47.37952196281928122, -34.87065786149660974, 2.5);

  /**
   * Order 8, embedded order 7, 13 stages.
   *
   * <p>Reference: Prince and Dormand, "High order embedded Runge-Kutta formulae", Journal of
   * Computational and Applied Mathematics 7, 1981, 67-75 (RK8(7)13M, by its rational coefficients).
   */
  public static final ButcherTableau DOPRI8 =
      new ButcherTableau("dopri8", 8,
          new double[][] {
            {},
            {1. / 18},
            {1. / 48, 1. / 16},
            {1. / 32, 0, 3. / 32},
            {5. / 16, 0, -75. / 64, 75. / 64},
            {3. / 80, 0, 0, 3. / 16, 3. / 20},
            {29443841. / 614563906, 0, 0, 77736538. / 692538347, -28693883. / 1125000000,
              23124283. / 1800000000},
            {16016141. / 946692911, 0, 0, 61564180. / 158732637, 22789713. / 633445777,
              545815736. / 2771057229., -180193667. / 1043307555},
            {39632708. / 573591083, 0, 0, -433636366. / 683701615, -421739975. / 2616292301.,
              100302831. / 723423059, 790204164. / 839813087, 800635310. / 3783071287.},
            {246121993. / 1340847787, 0, 0, -37695042795. / 15268766246., -309121744. / 1061227803,
              -12992083. / 490766935, 6005943493. / 2108947869, 393006217. / 1396673457,
              123872331. / 1001029789},
            {-1028468189. / 846180014, 0, 0, 8478235783. / 508512852, 1311729495. / 1432422823,
              -10304129995. / 1701304382, -48777925059. / 3047939560., 15336726248. / 1032824649,
              -45442868181. / 3398467696., 3065993473. / 597172653},
            {185892177. / 718116043, 0, 0, -3185094517. / 667107341, -477755414. / 1098053517,
              -703635378. / 230739211, 5731566787. / 1027545527, 5232866602. / 850066563,
              -4093664535. / 808688257, 3962137247. / 1805957418, 65686358. / 487910083},
            {403863854. / 491063109, 0, 0, -5068492393. / 434740067, -411421997. / 543043805,
              652783627. / 914296604, 11173962825. / 925320556, -13158990841. / 6184727034.,
              3936647629. / 1978049680, -160528059. / 685178525, 248638103. / 1413531060, 0}},
          new double[] {
            14005451. / 335480064, 0, 0, 0, 0, -59238493. / 1068277825, 181606767. / 758867731,
            561292985. / 797845732, -1041891430. / 1371343529, 760417239. / 1151165299,
            118820643. / 751138087, -528747749. / 2220607170., 1. / 4},
          7, new double[] {
            13451932. / 455176623, 0, 0, 0, 0, -808719846. / 976000145, 1757004468. / 5645159321.,
            656045339. / 265891186, -3867574721. / 1518517206, 465885868. / 322736535,
            53011238. / 667516719, 2. / 45, 0});
  // spotless:on

  private static final List<ButcherTableau> ALL =
      List.of(DOPRI5, TSIT5, DOPRI8, BOSH3, HEUN, EULER, MIDPOINT, RK4, RK4_38);

  private Tableaux() {}

  /** All of them, those that choose their own steps first. */
  public static List<ButcherTableau> all() {
    return ALL;
  }
}
