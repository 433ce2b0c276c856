"""Neural spline flow and masked autoregressive flow by zuko, trained as a careful user would."""
import copy
import math
import time

import numpy as np
import torch
import zuko

from table_parts import standardizing

VERSIONS = {"torch": torch.__version__, "zuko": zuko.__version__}
RATE, CLIP = 1e-3, 5.0
WARM_UP = 0.02  # share of a schedule
VALIDATIONS = 50  # in a schedule
VALIDATING = 4096  # rows, at most
PATIENCE = 0.2  # share of a schedule without a better validation that ends it
SHORTEST = 2.0  # seconds of a schedule
SCORED = 4096  # rows at once


def small_batch(rows):
    return 256 if rows < 5000 else 512


def spline(dim):
    return zuko.flows.NSF(dim, transforms=5, hidden_features=(128, 128), bins=8)


def masked(dim):
    return zuko.flows.MAF(dim, transforms=5, hidden_features=(128, 128))


class Training:
    """One table and one kind of flow."""

    def __init__(self, make, parts, seed):
        self.make, self.parts = make, parts
        self.map = standardizing(parts.train)
        self.validation = self.tensor(parts.validation[:VALIDATING])
        self.batch = small_batch(len(parts.train))
        self.random = np.random.default_rng(seed)
        torch.manual_seed(seed)

    def tensor(self, points):
        return torch.from_numpy(self.map(points).astype(np.float32))

    def batches(self):
        """Shuffled epochs, other noise in the cells every time."""
        rows = len(self.parts.train)
        while True:
            order = self.random.permutation(rows)
            for start in range(0, max(1, rows - self.batch + 1), self.batch):
                yield self.tensor(self.parts.dequantized(order[start : start + self.batch], self.random))

    def schedule(self, seconds):
        """Trains a new flow by one cosine; the best by validation rows, that figure, when it was, and iterations."""
        flow = self.make(self.parts.train.shape[1])
        optimizer = torch.optim.AdamW(flow.parameters(), lr=RATE)
        quality, state, at, due, iterations = -math.inf, flow.state_dict(), 0.0, 0.0, 0
        start = time.process_time()
        for points in self.batches():
            used = time.process_time() - start
            if used >= due or used >= seconds:
                due = used + seconds / VALIDATIONS
                found = self.validated(flow)
                if found > quality:
                    quality, state, at = found, copy.deepcopy(flow.state_dict()), used
                if used >= seconds or used - at > PATIENCE * seconds:
                    break
            rate = RATE * min(1, used / (WARM_UP * seconds)) * 0.5 * (1 + math.cos(math.pi * min(1, used / seconds)))
            self.step(flow, optimizer, points, max(rate, 1e-3 * RATE))
            iterations += 1
        flow.load_state_dict(state)
        return flow, quality, at, iterations

    @staticmethod
    def step(flow, optimizer, points, rate):
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = -flow().log_prob(points).mean()
        optimizer.zero_grad()
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(flow.parameters(), CLIP)
        if torch.isfinite(norm):
            optimizer.step()

    def validated(self, flow):
        found = self.scores(flow, self.validation).mean().item()
        return found if math.isfinite(found) else -math.inf

    @staticmethod
    def scores(flow, points):
        with torch.no_grad():
            return torch.cat([flow().log_prob(some) for some in points.split(SCORED)])

    def log_density(self, flow, points):
        return self.scores(flow, self.tensor(points)).double().numpy() + self.map.log_determinant


def flow(make, parts, seed, seconds):
    """
    A schedule over all of the time. Where it is best long before its end, the rest of the time goes to schedules that
    end about there, as long as these get better.
    """
    torch.set_num_threads(1)
    training = Training(make, parts, seed)
    start, length, best, tried = time.process_time(), seconds, None, []
    while length >= SHORTEST or not tried:
        found = training.schedule(length)
        tried.append({"seconds": round(length, 1), "best_at": round(found[2], 1), "iterations": found[3]})
        better = best is None or found[1] > best[1]
        best = found if better else best
        left = seconds - (time.process_time() - start)
        if not better or found[2] > 0.7 * length:
            break
        length = min(left, 1.3 * found[2])
    settings = {"batch": training.batch, "rate": RATE, "optimizer": "AdamW", "clip": CLIP, "transforms": 5, "hidden": [128, 128]}
    return {
        "validation_logp": best[1] + training.map.log_determinant,
        "settings": settings | {"schedules": tried},
        "log_density": lambda x: training.log_density(best[0], x),
    }
