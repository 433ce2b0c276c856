package advect.kernel;

/**
 * The arithmetic of vector fields: a handful of operations on {@link Panel}s, in one precision.
 *
 * <p>Products sum m terms with a relative error of at most (m + 1) round-offs of the sum of their
 * sizes; the order of summation is fixed, so the same operands give the same bits. Shapes are
 * trusted; callers have checked them. Panels named as results are overwritten unless the name says
 * "add"; no argument may overlap a result except where stated. Implementations keep no state and
 * may be shared by threads.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface Kernels<A> {
  /** The kernels of a precision: the fastest that this machine and JVM have, chosen once. */
  static Kernels<?> of(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> Provider.FLOAT32;
      case FLOAT64 -> Provider.FLOAT64;
    };
  }

  /** The precision of this arithmetic. */
  Precision precision();

  /** A new panel of zeros. */
  Panel<A> panel(int rows, int columns);

  /** Rounds float64 numbers, row by row, into a panel. */
  void load(double[] values64, Panel<A> to);

  /** Widens a panel, row by row, to float64. */
  void store(Panel<A> from, double[] values64);

  /** Adds a panel, row by row, to float64 numbers. */
  void addTo(Panel<A> from, double[] values64);

  /** Sets every entry to {@code value}. */
  void fill(Panel<A> panel, double value);

  /** y = W x; W {@code [out][in]}, x {@code [in][n]}, y {@code [out][n]}. */
  void product(Panel<A> w, Panel<A> x, Panel<A> y);

  /** y += W x; shapes as {@link #product}. */
  void addProduct(Panel<A> w, Panel<A> x, Panel<A> y);

  /** x̄ = Wᵀ ȳ; W {@code [out][in]}, ȳ {@code [out][n]}, x̄ {@code [in][n]}. */
  void transposedProduct(Panel<A> w, Panel<A> ybar, Panel<A> xbar);

  /** W̄ += weight ȳ xᵀ; ȳ {@code [out][n]}, x {@code [in][n]}, W̄ {@code [out][in]}. */
  void addOuterProduct(double weight, Panel<A> ybar, Panel<A> x, Panel<A> wbar);

  /**
   * Applies φ to values and its tangent map to tangents: with v and v̇ₖ the blocks of {@code pre},
   * h = φ(v) and ḣₖ = φ'(v) v̇ₖ.
   *
   * <p>Accuracy, with ε the spacing of numbers next to 1 (2⁻²³ or 2⁻⁵²): tanh and elu within 8 ε
   * |h|, sigmoid within 2 ε, softplus within 4 ε max(1, h), silu within 8 ε max(1, h), slopes and
   * curvatures within 8 ε max(1, |v|). A NaN gives NaN.
   *
   * @param pre {@code [width][(1+K) samples]}, read only
   * @param post {@code [width][(1+K) samples]}, overwritten with [h | ḣ₁ | ... | ḣ_K]
   * @param slope {@code [width][samples]}, overwritten with φ'(v)
   * @param curvature {@code [width][samples]}, overwritten with φ''(v)
   */
  void activate(
      Activation activation, Panel<A> pre, Panel<A> post, Panel<A> slope, Panel<A> curvature);

  /**
   * The reverse of {@link #activate}: v̄ = φ'(v) h̄ + φ''(v) Σₖ v̇ₖ ḣ̄ₖ and v̇̄ₖ = φ'(v) ḣ̄ₖ.
   *
   * @param pre as in {@link #activate}, read only (its tangent blocks are used)
   * @param slope as written by {@link #activate}, read only
   * @param curvature as written by {@link #activate}, read only
   * @param cotangent {@code [width][(1+K) samples]}, in: [h̄ | ḣ̄ₖ], out: [v̄ | v̇̄ₖ]
   */
  void activateBackward(Panel<A> pre, Panel<A> slope, Panel<A> curvature, Panel<A> cotangent);

  /**
   * Multiplies every block by a gate: y = s ∘ x for the value block and each tangent block.
   *
   * @param gate s, {@code [width][samples]}, read only
   * @param x {@code [width][(1+K) samples]}, read only
   * @param y {@code [width][(1+K) samples]}, overwritten
   */
  void gate(Panel<A> gate, Panel<A> x, Panel<A> y);

  /**
   * The reverse of {@link #gate}: x̄ = s ∘ ȳ, and s̄ = Σ over blocks of x ∘ ȳ.
   *
   * @param gate s, {@code [width][samples]}, read only
   * @param x {@code [width][(1+K) samples]}, read only
   * @param ybar {@code [width][(1+K) samples]}, read only
   * @param xbar {@code [width][(1+K) samples]}, overwritten
   * @param gateBar {@code [width][samples]}, overwritten
   */
  void gateBackward(Panel<A> gate, Panel<A> x, Panel<A> ybar, Panel<A> xbar, Panel<A> gateBar);
}
