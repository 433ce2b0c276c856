"""The toy densities the flows are trained on: exact samplers, and the entropies their test NLL cannot fall below."""
import math

import numpy as np

ENTROPY = {"8gaussians": 2.831880, "two-moons": 2.393879}  # nats


def sample(name, count, random):
    """count points, [count][2] in float32, from a numpy RandomState."""
    return SAMPLERS[name](count, random).astype(np.float32)


def eight_gaussians(count, random):
    """Deviation 0.5 around eight points of a circle of radius 4, all divided by 1.414."""
    angle = random.randint(8, size=count) * math.pi / 4
    centers = 4 * np.stack([np.cos(angle), np.sin(angle)], 1)
    return (centers + 0.5 * random.randn(count, 2)) / 1.414


def two_moons(count, random):
    """A half circle of radius 2 around (-1, -0.2), or its image turned around (0, 0.3), and noise of deviation 0.2."""
    angle = math.pi * random.rand(count)
    moon = np.stack([2 * np.cos(angle) - 1, 2 * np.sin(angle) - 0.2], 1)
    turned = np.array([0, 0.6]) - moon
    return np.where(random.rand(count, 1) < 0.5, moon, turned) + 0.2 * random.randn(count, 2)


SAMPLERS = {"8gaussians": eight_gaussians, "two-moons": two_moons}
