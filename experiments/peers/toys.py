"""The toy densities the flows are trained on: exact samplers and densities."""
import math

import numpy as np

ANGLES = (np.arange(500) + 0.5) * math.pi / 500  # far closer than the noise around a moon is wide


def sample(name, count, random):
    """count points, [count][2] in float32, from a numpy RandomState."""
    return SAMPLERS[name](count, random).astype(np.float32)


def eight_gaussians(count, random):
    """Deviation 0.5 around eight points of a circle of radius 4, all divided by 1.414."""
    return centers()[random.randint(8, size=count)] + 0.5 / 1.414 * random.randn(count, 2)


def centers():
    angle = np.arange(8) * math.pi / 4
    return 4 / 1.414 * np.stack([np.cos(angle), np.sin(angle)], 1)


def two_moons(count, random):
    """A half circle of radius 2 around (-1, -0.2), or its image turned around (0, 0.3), and noise of deviation 0.2."""
    on_moon = moon(math.pi * random.rand(count))
    return np.where(random.rand(count, 1) < 0.5, on_moon, turned(on_moon)) + 0.2 * random.randn(count, 2)


def moon(angle):
    return np.stack([2 * np.cos(angle) - 1, 2 * np.sin(angle) - 0.2], 1)


def turned(points):
    return np.array([0, 0.6]) - points


SAMPLERS = {"8gaussians": eight_gaussians, "two-moons": two_moons}


def log_density(name, x):
    """The true log p of every row of x, in nats; a moon's integral over its angle by the midpoint rule."""
    if name == "8gaussians":
        return log_mean_gaussian(x, centers(), 0.5 / 1.414)
    return log_mean_gaussian(x, np.concatenate([moon(ANGLES), turned(moon(ANGLES))]), 0.2)


def log_mean_gaussian(x, means, deviation):
    """log of the mean of round Gaussians around all means."""
    square = sum((x[:, i : i + 1].astype(float) - means[:, i]) ** 2 for i in range(2)) / deviation**2
    nearest = square.min(1, keepdims=True)
    total = np.log(np.exp(0.5 * (nearest - square)).mean(1)) - 0.5 * nearest[:, 0]
    return total - math.log(2 * math.pi * deviation**2)
