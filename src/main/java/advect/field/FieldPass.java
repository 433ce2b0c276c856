package advect.field;

/**
 * One evaluation of a field on a shard, with what its reverse needs.
 *
 * <p>Panels are float64 and row-major: values {@code [dim][samples]}, tangents {@code [dim][K ·
 * samples]} with one block of samples a tangent in each row. The tangents e₁ ... e_K are those of
 * {@link BoundField#tangents}.
 */
public interface FieldPass {
  /**
   * Evaluates values and directional derivatives.
   *
   * @param t time of each sample, {@code [samples]}
   * @param z values, read only
   * @param f values, overwritten
   * @param je tangents, overwritten with [J e₁ | ... | J e_K]
   */
  void forward(double[] t, double[] z, double[] f, double[] je);

  /**
   * The cotangent of z: z̄ = ∂(⟨f̄, f⟩ + Σₖ ⟨cotangent of J eₖ, J eₖ⟩)/∂z.
   *
   * @param fbar values, read only
   * @param jebar tangents, read only
   * @param zbar values, overwritten
   */
  void backward(double[] fbar, double[] jebar, double[] zbar);

  /**
   * Writes the cotangent of time of the last {@link #backward}.
   *
   * @param tbar {@code [samples]}, overwritten
   */
  void timeCotangent(double[] tbar);

  /**
   * Adds weight times the cotangents of parameters and context of the last {@link #backward} to the
   * field's.
   */
  void accumulate(double weight);
}
