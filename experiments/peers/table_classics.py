"""Mixtures of Gaussians and kernel densities by scikit-learn, what is open chosen by validation rows."""
import math
import time
import warnings

import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KernelDensity

from table_parts import standardizing, whitening

COMPONENTS = (1, 2, 4, 8, 16, 32, 64)
MAPS = {"standardized": standardizing, "whitened": whitening}
STEP = 1.25  # between bandwidths
CHOOSING = 2000  # validation rows that a bandwidth is chosen by, at most
VERSIONS = {"scikit-learn": sklearn.__version__}


def mixture(parts, seed, seconds):
    """Full covariances by EM; more components as long as there is time."""
    warnings.simplefilter("ignore", ConvergenceWarning)
    end, tried = time.process_time() + seconds, []
    for components in COMPONENTS:
        for name, make in MAPS.items():
            if tried and time.process_time() > end or components * 2 > len(parts.train):
                continue
            map_ = make(parts.train)
            model = GaussianMixture(components, max_iter=200, random_state=seed)
            try:
                model.fit(map_(parts.train))
            except ValueError:  # a component has collapsed
                continue
            tried.append((validated(model, map_, parts.validation), {"components": components, "columns": name}, model, map_))
    return best(tried)


def kernel(parts, seed, seconds):
    """A Gaussian kernel; bandwidths from Scott's rule on, up and down, while they get better."""
    del seed
    rows, columns = parts.train.shape
    end, tried = time.process_time() + seconds, []
    some = parts.validation[:CHOOSING]
    for name, make in MAPS.items():
        map_ = make(parts.train)
        points, found = map_(parts.train), {}

        def quality(step):
            if step not in found:
                width = rows ** (-1 / (columns + 4)) * STEP**step
                model = KernelDensity(bandwidth=width, rtol=1e-5).fit(points)
                found[step] = validated(model, map_, some)
                tried.append((found[step], {"bandwidth": round(width, 5), "columns": name}, model, map_))
            return found[step]

        for direction in (-1, 1):
            step = 0
            while quality(step + direction) > quality(step) and time.process_time() < end:
                step += direction
    return best(tried)


def validated(model, map_, points):
    quality = model.score_samples(map_(points)).mean() + map_.log_determinant
    return quality if math.isfinite(quality) else -math.inf


def best(tried):
    quality, settings, model, map_ = max(tried, key=lambda one: one[0])
    return {
        "validation_logp": quality,
        "settings": settings | {"tried": len(tried)},
        "log_density": lambda x: model.score_samples(map_(x)) + map_.log_determinant,
    }
