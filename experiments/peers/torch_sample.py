"""Times scoring and sampling 100,000 points with a flow that torch_train.py saved; JSON lines."""
import argparse
import json
import statistics
import time

import numpy as np
import torch
from torchdiffeq import odeint

import toys
from torch_flow import AutogradTrace, TangentTrace, log_density
from torch_train import MODELS

POINTS = 100_000
TOLERANCE = 1e-5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="what torch_train.py --save wrote")
    parser.add_argument("--chunks", type=int, nargs="+", default=[2_000, POINTS], help="points in one solve")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repetitions", type=int, default=3)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    saved = torch.load(options.file)
    model = MODELS[saved["model"]]
    points = torch.from_numpy(toys.sample(saved["data"], POINTS, np.random.RandomState(5)))
    noise = torch.randn(POINTS, points.shape[1])
    traces = (AutogradTrace, TangentTrace) if hasattr(model.field, "with_tangents") else (AutogradTrace,)
    for trace in traces:
        flow = model._replace(trace=trace).build()
        flow.load_state_dict(saved["parameters"])
        for chunk in options.chunks:
            for task, work, rows in tasks(model, flow, points, noise):
                measure(options, trace, task, work, rows, chunk)


def tasks(model, flow, points, noise):
    """(name, function of a chunk, its rows)"""
    tolerances = dict(method="dopri5", rtol=TOLERANCE, atol=TOLERANCE)
    backwards = torch.tensor([model.end_time, 0.0])

    def score(x):
        return log_density(flow, x, end=model.end_time, **tolerances)

    def draw(z):
        return odeint(flow.field, z, backwards, **tolerances)[-1]

    def draw_with_log_density(z):
        x, change = odeint(flow, (z, torch.zeros(len(z))), backwards, **tolerances)
        return x[-1]

    return [
        ("score", score, points),
        ("sample", draw, noise),
        ("sample with log density", draw_with_log_density, noise),
    ]


def measure(options, trace, task, work, rows, chunk):
    times = []
    for _ in range(options.repetitions):
        start = time.perf_counter()
        with torch.no_grad():
            results = torch.cat([work(part) for part in rows.split(chunk)])
        times.append(time.perf_counter() - start)
    print(json.dumps({
        "task": task,
        "trace": trace.__name__,
        "chunk": chunk,
        "points": POINTS,
        "seconds": round(statistics.median(times), 3),
        "mean": round(results.mean().item(), 5),
        "torch": torch.__version__,
    }), flush=True)


if __name__ == "__main__":
    main()
