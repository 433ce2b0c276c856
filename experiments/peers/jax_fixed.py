"""Times the fixed work with JAX + diffrax; one JSON line."""
import argparse
import os
import platform

import fixed_work

# variant: (how diffrax differentiates the solve, its options, which gradient); DirectAdjoint is three times slower
VARIANTS = {
    "backsolve": ("BacksolveAdjoint", {}, fixed_work.ADJOINT),
    "checkpointed": ("RecursiveCheckpointAdjoint", dict(checkpoints=fixed_work.STEPS), fixed_work.BACKPROP),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    fixed_work.add_arguments(parser, VARIANTS)
    options = parser.parse_args()
    limit_threads(options.threads)
    import jax

    jax.config.update("jax_enable_x64", options.precision == "float64")
    measure(options)


def limit_threads(threads):
    """Before JAX starts: its pools are as large as the set of processors it may run on.

    XLA_FLAGS that promise one thread (xla_cpu_multi_thread_eigen, intra_op_parallelism_threads) leave several busy.
    """
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def measure(options):
    import diffrax
    import jax
    import jax.numpy as jnp
    import numpy as np

    class ThreeEighths(diffrax.AbstractERK):
        """Kutta's 3/8 rule. Only for constant steps: it has no error estimate."""

        tableau = diffrax.ButcherTableau(
            c=np.array([1 / 3, 2 / 3, 1.0]),
            a_lower=(np.array([1 / 3]), np.array([-1 / 3, 1.0]), np.array([1.0, -1.0, 1.0])),
            b_sol=np.array([1 / 8, 3 / 8, 3 / 8, 1 / 8]),
            b_error=np.zeros(4),
        )
        interpolation_cls = diffrax.ThirdOrderHermitePolynomialInterpolation.from_k

        def order(self, terms):
            return 4

    size = fixed_work.SIZES[options.size]
    adjoint, settings, gradient = VARIANTS[options.variant]
    weights = jax.tree.map(lambda array: jnp.asarray(array, options.precision), fixed_work.parameters(size))
    x, signs = (jnp.asarray(array, options.precision) for array in fixed_work.inputs(size))
    probes = jnp.eye(size.dim, dtype=x.dtype)[:, None, :] if size.exact_trace else signs[None]

    def field(t, state, weights):
        """(f, -tr df/dx); the tangents of all probes are carried forward beside the values."""
        (x, _), tangents = state, probes
        for i, (weight, bias) in enumerate(weights):
            if i:
                x = jnp.tanh(x)
                tangents = tangents * (1 - x * x)
            x = x @ weight[:, 1:].T + (bias + t * weight[:, 0])
            # as one matrix, which XLA multiplies faster than a stack of them
            rows = tangents.reshape(-1, tangents.shape[-1]) @ weight[:, 1:].T
            tangents = rows.reshape(len(probes), -1, len(bias))
        return x, -(tangents * probes).sum((0, 2))

    def loss(weights, x):
        solution = diffrax.diffeqsolve(
            diffrax.ODETerm(field), ThreeEighths(), t0=0.0, t1=1.0, dt0=1 / fixed_work.STEPS,
            y0=(x, jnp.zeros_like(x[:, 0])), args=weights, adjoint=getattr(diffrax, adjoint)(**settings),
            stepsize_controller=diffrax.ConstantStepSize(), max_steps=fixed_work.STEPS,
        )
        z, change = solution.ys[0][-1], solution.ys[1][-1]
        log_density = -0.5 * (z * z).sum(1) - 0.5 * size.dim * jnp.log(2 * jnp.pi) - change
        return -log_density.mean()

    forward = jax.jit(loss)
    forward_gradient = jax.jit(jax.value_and_grad(loss))
    value, gradients = forward_gradient(weights, x)
    norm = float(np.sqrt(sum(float((g.astype(float) ** 2).sum()) for g in map(np.asarray, jax.tree.leaves(gradients)))))
    versions = {name: module.__version__ for name, module in (("jax", jax), ("diffrax", diffrax))}
    versions["python"] = platform.python_version()
    fixed_work.report(
        options, gradient, float(value), norm,
        lambda: jax.block_until_ready(forward(weights, x)),
        lambda: jax.block_until_ready(forward_gradient(weights, x)),
        versions,
    )


if __name__ == "__main__":
    main()
