"""Tables that are drawn from known densities: their rows, and log p of each row in nats."""
import math
from statistics import NormalDist
from typing import Callable, NamedTuple

import numpy as np

ROWS, FRESH = 8_000, 20_000
ZEROS = 0.4  # of the rows of a zero-inflated column
SPIKE, WIDTH, PLACE = 0.05, 0.01, 1.0  # share, standard deviation and mean of a spike beside a standard normal
CORRELATION = np.array([[1, 0.6, 0.3], [0.6, 1, -0.4], [0.3, -0.4, 1]])

below = np.vectorize(lambda z: math.erfc(-z / math.sqrt(2)) / 2, otypes=[float])  # standard normal, right in both tails


def log_normal_density(z):
    return -(z**2) / 2 - math.log(2 * math.pi) / 2


class Margin(NamedTuple):
    """A column as a function of a standard normal z, and log p of its values (of 0 a log probability where it is an atom)."""

    of_normal: Callable
    logp: Callable


def spike_of_normal(z):
    """By bisection; the logarithm of either tail would not matter within ten standard deviations."""
    low, high = np.full(z.shape, -10.0), np.full(z.shape, 10.0)
    wanted = below(z)
    for _ in range(60):
        middle = (low + high) / 2
        under = (1 - SPIKE) * below(middle) + SPIKE * below((middle - PLACE) / WIDTH) < wanted
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return (low + high) / 2


def spike_logp(x):
    wide = math.log(1 - SPIKE) + log_normal_density(x)
    narrow = math.log(SPIKE / WIDTH) + log_normal_density((x - PLACE) / WIDTH)
    return np.logaddexp(wide, narrow)


def student_of_normal(z):
    return (below(z) - below(-z)) / np.sqrt(2 * below(z) * below(-z))


def cauchy_of_normal(z):
    return np.sign(z) / np.tan(np.pi * below(-np.abs(z)))


def zeros_of_normal(z):
    return np.where(below(z) < ZEROS, 0.0, -np.log(below(-z) / (1 - ZEROS)))


MARGINS = {
    "student2": Margin(student_of_normal, lambda x: -1.5 * np.log(2 + x**2)),
    "lognormal": Margin(np.exp, lambda x: log_normal_density(np.log(x)) - np.log(x)),
    "zeros": Margin(zeros_of_normal, lambda x: np.where(x == 0, math.log(ZEROS), math.log(1 - ZEROS) - x)),
    "uniform": Margin(below, np.zeros_like),
    "spike": Margin(spike_of_normal, spike_logp),
    "cauchy": Margin(cauchy_of_normal, lambda x: -np.log(np.pi) - np.log1p(x**2)),
}


class Table(NamedTuple):
    """Columns by name, log p of each row, and what train must be told."""

    columns: dict
    logp: np.ndarray
    words: tuple = ()


def line(name, random, rows):
    margin = MARGINS[name]
    x = margin.of_normal(random.standard_normal(rows))
    return Table({"x": x}, margin.logp(x), ("--atoms",) if name == "zeros" else ())


def space(names, random, rows):
    """Three columns with a Gaussian copula: log φ(z; R) - Σ log φ(zⱼ) + Σ log p(xⱼ)."""
    z = random.standard_normal((rows, 3)) @ np.linalg.cholesky(CORRELATION).T
    x = np.stack([MARGINS[name].of_normal(z[:, j]) for j, name in enumerate(names)], axis=1)
    logp = sum(MARGINS[name].logp(x[:, j]) for j, name in enumerate(names)) + copula(z, CORRELATION)
    if names[0] == "zeros":  # all that is below the threshold is one event: log P(x₀ = 0 | z₁, z₂) + log p(x₁, x₂)
        rest = sum(MARGINS[name].logp(x[:, j]) for j, name in enumerate(names) if j) + copula(z[:, 1:], CORRELATION[1:, 1:])
        weights = np.linalg.solve(CORRELATION[1:, 1:], CORRELATION[1:, 0])
        deviation = math.sqrt(1 - weights @ CORRELATION[1:, 0])
        event = np.log(below((NormalDist().inv_cdf(ZEROS) - z[:, 1:] @ weights) / deviation))
        logp = np.where(x[:, 0] == 0, rest + event, logp)
    return Table(dict(zip("xyz", x.T)), logp, ("--atoms",) if "zeros" in names else ())


def copula(z, correlation):
    inverse = np.linalg.inv(correlation) - np.eye(len(correlation))
    return -np.einsum("ni,ij,nj->n", z, inverse, z) / 2 - np.linalg.slogdet(correlation)[1] / 2


def skewed(random, rows):
    """18 log-normal columns around a space of 3; the space is always the same, that of the table which a user brought."""
    fixed = np.random.default_rng(30)
    fixed.standard_normal(4_300 + 400)  # what that table's generator had drawn before
    fixed.integers(0, 2, 300)
    fixed.standard_normal(800)
    fixed.standard_normal((4_000, 3))
    space_of_3 = fixed.standard_normal((3, 18))
    y = random.standard_normal((rows, 3)) @ space_of_3 + 0.03 * random.standard_normal((rows, 18))
    covariance = space_of_3.T @ space_of_3 + 0.03**2 * np.eye(18)
    square = np.einsum("ni,ij,nj->n", y, np.linalg.inv(covariance), y)
    logp = -square / 2 - np.linalg.slogdet(covariance)[1] / 2 - 9 * math.log(2 * math.pi) - y.sum(axis=1)
    return Table({f"c{j:02d}": np.exp(y[:, j]) for j in range(18)}, logp)


class Law(NamedTuple):
    """How rows are drawn and what is promised of them; how many are learned, and how many judge; log p of tails on a line."""

    draw: Callable
    dim: int
    nats: float
    seconds: float
    rows: int = ROWS
    fresh: int = FRESH
    tail: Callable | None = None


def on_a_line(name):
    tail = MARGINS[name].logp if name in ("student2", "cauchy") else None
    return Law(lambda random, rows: line(name, random, rows), 1, 0.01, 30, tail=tail)


def in_space(*names):
    return Law(lambda random, rows: space(names, random, rows), 3, 0.03, 30)


LAWS = {name: on_a_line(name) for name in MARGINS}
LAWS |= {f"{name}-3": in_space(*[name] * 3) for name in ("student2", "lognormal", "uniform", "spike", "cauchy")}
LAWS |= {"zeros-3": in_space("zeros", "lognormal", "lognormal"), "mixed-3": in_space("student2", "lognormal", "uniform")}
LAWS |= {"skewed-18": Law(skewed, 18, 0.1, 60, 4_000, 5_000)}
