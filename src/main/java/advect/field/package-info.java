/**
 * Parametric vector fields f(t, z; θ) with tangents and cotangents.
 *
 * <p>One forward pass carries values and tangents together: [z | e₁ | ... | e_K] becomes [f | J e₁
 * | ... | J e_K] with J = ∂f/∂z. One reverse pass over it takes the cotangents of both and gives
 * z̄, t̄ and θ̄. Everything the project does - traces, log densities, adjoints, regularisers - is
 * made of these two passes.
 */
@org.jspecify.annotations.NullMarked
package advect.field;
