"""Trains a flow with PyTorch + torchdiffeq on a toy density; JSON lines of KL and test NLL against training seconds."""
import argparse
import json
import math
import time
from typing import NamedTuple

import numpy as np
import torch

import toys
from torch_flow import AutogradTrace, ConcatSquash, Mlp, TangentTrace, log_density, unit_probes

WIDTHS = [2, 64, 64, 64, 2]
TEST_POINTS = 10_000
TEST_TOLERANCE = 1e-5


class Model(NamedTuple):
    """A field, its trace and how its authors train it."""

    field: type
    trace: type
    end_time: float
    batch: int
    weight_decay: float

    def build(self):
        flow = self.trace(self.field(WIDTHS))
        flow.probe = unit_probes(torch.zeros(1, WIDTHS[0]))
        return flow


MODELS = {
    "mlp": Model(Mlp, AutogradTrace, 1.0, 512, 0.0),
    "mlp-jvp": Model(Mlp, TangentTrace, 1.0, 512, 0.0),
    "ffjord": Model(ConcatSquash, AutogradTrace, 0.5, 100, 1e-5),
}


def nll(model, flow, x, tolerance):
    return -log_density(flow, x, method="dopri5", end=model.end_time, rtol=tolerance, atol=tolerance).mean()


def rate_factor(schedule, progress):
    """Of the learning rate, progress running from 0 to 1."""
    return 0.5 * (1 + math.cos(math.pi * min(1, progress))) if schedule == "cosine" else 1.0


def train(options, model, flow):
    random = np.random.RandomState(options.seed)
    test = toys.sample(options.data, TEST_POINTS, np.random.RandomState(options.seed + 12345))
    lowest = -toys.log_density(options.data, test).mean()
    test = torch.from_numpy(test)
    batch = options.batch or model.batch
    optimizer = torch.optim.Adam(flow.parameters(), lr=options.rate, weight_decay=model.weight_decay)
    iteration, seconds, due = 0, 0.0, options.every
    while seconds < options.seconds:
        start = time.perf_counter()
        for group in optimizer.param_groups:
            group["lr"] = options.rate * rate_factor(options.schedule, seconds / options.seconds)
        optimizer.zero_grad()
        points = torch.from_numpy(toys.sample(options.data, batch, random))
        nll(model, flow, points, options.tolerance).backward()
        optimizer.step()
        iteration += 1
        seconds += time.perf_counter() - start
        if seconds >= min(due, options.seconds):
            due += options.every
            with torch.no_grad():
                log(options, iteration, seconds, nll(model, flow, test, TEST_TOLERANCE).item(), lowest)


def log(options, iteration, seconds, test_nll, lowest):
    print(json.dumps({
        "model": options.model,
        "data": options.data,
        "seconds": round(seconds, 3),
        "iteration": iteration,
        "test_nll": round(test_nll, 5),
        "kl": round(test_nll - lowest, 5),
    }), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=toys.SAMPLERS, default="8gaussians")
    parser.add_argument("--model", choices=MODELS, default="mlp")
    parser.add_argument("--seconds", type=float, default=60, help="of training, evaluations not counted")
    parser.add_argument("--every", type=float, default=5, help="seconds between evaluations")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--schedule", choices=["constant", "cosine"], default="constant", help="over the seconds")
    parser.add_argument("--tolerance", type=float, default=1e-5, help="of training")
    parser.add_argument("--batch", type=int, help="otherwise the model's own")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save", metavar="FILE")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    model = MODELS[options.model]
    flow = model.build()
    train(options, model, flow)
    if options.save:
        torch.save({"model": options.model, "data": options.data, "parameters": flow.state_dict()}, options.save)


if __name__ == "__main__":
    main()
