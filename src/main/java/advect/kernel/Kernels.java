package advect.kernel;

/**
 * The arithmetic of vector fields: a handful of operations on {@link Panel}s and weight {@link
 * Matrix matrices}, in one precision.
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

  /**
   * Does nothing but fused multiply-adds in registers, as many at once as a core can take.
   *
   * @return floating-point operations done; 0 if these kernels cannot ask for that
   */
  long multiplyAdds(int rounds);

  /** A new panel of zeros. */
  Panel<A> panel(int samples, int blocks, int features);

  /** Bytes that {@link #panel} takes. */
  long panelBytes(int samples, int blocks, int features);

  /** New panels of zeros for values and so many tangents. */
  default Dual<A> dual(int samples, int tangents, int features) {
    return new Dual<>(panel(samples, 1, features), panel(samples, tangents, features));
  }

  /** A new weight matrix of zeros, its gradient zero too. */
  Matrix<A> matrix(int out, int in);

  /** Memory for an activation of values and so many tangents. */
  Activated<A> activated(Activation activation, int samples, int tangents, int features);

  /** Bytes that {@link #activated} takes. */
  long activatedBytes(Activation activation, int samples, int tangents, int features);

  /** Rounds float64 numbers {@code [feature][blocks · samples]} into a panel. */
  void load(double[] values64, Panel<A> to);

  /** Widens a panel to float64 numbers {@code [feature][blocks · samples]}. */
  void store(Panel<A> from, double[] values64);

  /** Sets all numbers of a panel, padding included, to {@code value}. */
  void fill(Panel<A> panel, double value);

  /** Rounds parameters into W: W[o][i] is {@code theta[slot.at(o, i)]}. */
  void load(double[] theta64, Slot slot, Matrix<A> to);

  /** total[slot.at(o, i)] += W̄[o][i]; W̄ = 0. */
  void drain(Matrix<A> from, double[] total64, Slot slot);

  /** W̄ = 0. */
  void discard(Matrix<A> matrix);

  /** W = W̄ and W̄ = 0, of a square matrix whose gradient is symmetric. */
  void loadGradient(Matrix<A> symmetric);

  /** y = W x, in every block. */
  void product(Matrix<A> w, Panel<A> x, Panel<A> y);

  /** y += W x, in every block. */
  void addProduct(Matrix<A> w, Panel<A> x, Panel<A> y);

  /** x̄ = Wᵀ ȳ, in every block. */
  void transposedProduct(Matrix<A> w, Panel<A> ybar, Panel<A> xbar);

  /** W̄ += weight Σ ȳ xᵀ over the samples of all blocks. */
  void accumulate(double weight, Panel<A> ybar, Panel<A> x, Matrix<A> w);

  /**
   * Applies φ to values and its tangent map to tangents: h = φ(v) and ḣₖ = φ'(v) v̇ₖ are written to
   * {@code s.post()}, with v the values of {@code s.pre()}.
   *
   * <p>Accuracy, with ε the spacing of numbers next to 1 (2⁻²³ or 2⁻⁵²): tanh and elu within 8 ε
   * |h|, sigmoid within 2 ε, softplus within 4 ε max(1, h), silu within 8 ε max(1, h), slopes and
   * curvatures within 8 ε max(1, |v|). A NaN gives NaN.
   *
   * @param vdot v̇, read only: the tangents of {@code s.pre()}, or a panel elsewhere if they are
   *     the same for many evaluations
   */
  void activate(Activated<A> s, Panel<A> vdot);

  /**
   * The reverse of {@link #activate}: v̄ = φ'(v) h̄ + φ''(v) Σₖ v̇ₖ ḣ̄ₖ and v̇̄ₖ = φ'(v) ḣ̄ₖ.
   *
   * @param vdot as in {@link #activate}
   * @param bar in: [h̄ | ḣ̄ₖ], out: [v̄ | v̇̄ₖ]
   */
  void activateBackward(Activated<A> s, Panel<A> vdot, Dual<A> bar);

  /** y = s ∘ x, in every block of x, with one block s. */
  void gate(Panel<A> s, Panel<A> x, Panel<A> y);

  /** s̄ += Σ over blocks of x ∘ ȳ: the reverse of {@link #gate}, whose other half is a gate too. */
  void addGateCotangent(Panel<A> x, Panel<A> ybar, Panel<A> sbar);

  /** y = a x + b y, padding included; x may be y. */
  void combine(double a, Panel<A> x, double b, Panel<A> y);
}
