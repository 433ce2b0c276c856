package advect.field;

/**
 * One evaluation of a field on a shard, with what its reverse needs.
 *
 * <p>Panels are float64 and row-major; a dual panel {@code [dim][(1+K) samples]} has in each row
 * the blocks [value | tangent 1 | ... | tangent K].
 */
public interface FieldPass {
  /**
   * Evaluates values and directional derivatives.
   *
   * @param t time of each sample, {@code [samples]}
   * @param x dual panel [z | e₁ | ... | e_K], read only
   * @param y dual panel, overwritten with [f | J e₁ | ... | J e_K]
   */
  void forward(double[] t, double[] x, double[] y);

  /**
   * The cotangent of z: z̄ = ∂⟨ȳ, y⟩/∂z, through f and through every J eₖ.
   *
   * @param ybar dual panel of cotangents [f̄ | cotangents of J eₖ], read only
   * @param zbar {@code [dim][samples]}, overwritten
   */
  void backward(double[] ybar, double[] zbar);

  /**
   * Writes the cotangent of time, t̄ = ∂⟨ȳ, y⟩/∂t, of the last {@link #backward}.
   *
   * @param tbar {@code [samples]}, overwritten
   */
  void timeCotangent(double[] tbar);

  /** Adds weight · ∂⟨ȳ, y⟩/∂θ of the last {@link #backward} to the field's accumulator. */
  void accumulate(double weight);
}
