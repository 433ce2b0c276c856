"""Trains with one default changed at a time and writes how long each choice takes to a given quality.

    python3 experiments/defaults/study.py [--core 1] [--java HOME]

Every choice is trained for several numbers of iterations, each with a whole schedule of its own, and judged by
KL(true || learned) on fresh points. Interrupted, it goes on where it stopped.
"""

import argparse
import json
import math
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADVECT = os.environ.get("ADVECT", ROOT / "target/advect/bin/advect")
DENSITIES = ("8gaussians", "pinwheel")
ITERATIONS = (250, 500, 1000)
GOAL = 0.02  # nats

BASE = {
    "solver": "{method: dopri5, tolerance: 1e-3}",
    "training.gradient": "checkpointed",
    "training.precision": "float32",
    "training.batch": "256",
    "training.optimizer": "{adam: {rate: 1e-2}}",
    "training.schedule": "cosine",
    "field.hidden": "[64, 64, 64]",
}
EVALUATION = {  # a standard error of a thousandth; no time for pictures
    "evaluate.samples": "20000",
    "evaluate.grid": "2",
    "evaluate.check-points": "100",
    "evaluate.solver": "{method: dopri5, tolerance: 1e-5}",
    "flow.precision": "float32",
}

CHOICES = {
    "base": {},
    "tolerance 1e-2": {"solver": "{method: dopri5, tolerance: 1e-2}"},
    "tolerance 1e-4": {"solver": "{method: dopri5, tolerance: 1e-4}"},
    "tolerance 1e-5": {"solver": "{method: dopri5, tolerance: 1e-5}"},
    "tsit5": {"solver": "{method: tsit5, tolerance: 1e-3}"},
    "bosh3": {"solver": "{method: bosh3, tolerance: 1e-3}"},
    "rk4, 8 steps": {"solver": "{method: rk4, steps: 8}"},
    "continuous adjoint": {"training.gradient": "continuous"},
    "float64": {"training.precision": "float64"},
    "batch 128": {"training.batch": "128"},
    "batch 512": {"training.batch": "512"},
    "rate 1e-3": {"training.optimizer": "{adam: {rate: 1e-3}}"},
    "rate 5e-3": {"training.optimizer": "{adam: {rate: 5e-3}}"},
    "rate 2e-2": {"training.optimizer": "{adam: {rate: 2e-2}}"},
    "constant rate": {"training.schedule": "constant"},
    "two hidden layers": {"field.hidden": "[64, 64]"},
    "hidden layers of 128": {"field.hidden": "[128, 128, 128]"},
}


def train(options, density, choice, iterations):
    """What `advect run` measured."""
    settings = BASE | EVALUATION | CHOICES[choice] | {"training.iterations": str(iterations)}
    command = ["taskset", "-c", str(options.core), ADVECT, "run", ROOT / f"experiments/{density}.yaml", "--json"]
    command += ["--threads", "1"] + [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    environment = os.environ | ({"JAVA_HOME": options.java} if options.java else {})
    with tempfile.TemporaryDirectory() as out:
        run = [*command, "--out", pathlib.Path(out) / "results"]
        done = subprocess.run(run, env=environment, check=True, capture_output=True, text=True)
    metrics = json.loads(done.stdout)
    return {
        "density": density,
        "choice": choice,
        "iterations": iterations,
        "seconds": metrics["time"]["train_seconds"],
        "kl": metrics["test"]["kl"],
        "nfe": metrics["nfe"]["train_forward"],
        "cpu": metrics["machine"]["cpu"],
        "java": metrics["versions"]["java"],
    }


def seconds_to_goal(runs):
    """Where the line through the runs, in logarithms, first crosses the goal; None if it doesn't."""
    runs = sorted(runs, key=lambda r: r["seconds"])
    if runs[0]["kl"] <= GOAL:
        return runs[0]["seconds"]
    for a, b in zip(runs, runs[1:]):
        if a["kl"] > GOAL >= b["kl"]:
            share = math.log(a["kl"] / GOAL) / math.log(a["kl"] / b["kl"])
            return a["seconds"] * (b["seconds"] / a["seconds"]) ** share
    return None


def cells(runs):
    """Of a table's row: seconds and KL of each run, and the seconds to the goal."""
    row = [f"{r['seconds']:.1f} / {r['kl']:.4f}" for r in runs]
    to_goal = seconds_to_goal(runs)
    first = min(r["seconds"] for r in runs)
    return row + ["–" if to_goal is None else f"≤ {first:.1f}" if to_goal == first else f"{to_goal:.1f}"]


def page(runs):
    lines = [
        "# Time to quality",
        "",
        f"One core of: {runs[0]['cpu']}; Java {runs[0]['java']}. Written by `experiments/defaults/study.py`.",
        "",
        "Base: " + ", ".join(f"`{key}: {value}`" for key, value in BASE.items()) + ". Each row changes one thing.",
        f"Cells are seconds of training / KL in nats (± 0.001) after so many iterations; the last column is the time to {GOAL}.",
    ]
    for density in DENSITIES:
        lines += ["", f"## {density}", "", "| choice | " + " | ".join(map(str, ITERATIONS)) + " | s to goal |"]
        lines += ["|---|" + "--:|" * (len(ITERATIONS) + 1)]
        for choice in CHOICES:
            chosen = [r for r in runs if r["density"] == density and r["choice"] == choice]
            if len(chosen) == len(ITERATIONS):
                lines += ["| " + " | ".join([choice, *cells(chosen)]) + " |"]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--java", metavar="HOME", help="a JDK")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "results")
    options = parser.parse_args()
    store = options.out / "defaults.json"
    runs = json.loads(store.read_text()) if store.exists() else []
    done = {(r["density"], r["choice"], r["iterations"]) for r in runs}
    for choice in CHOICES:
        for density in DENSITIES:
            for iterations in ITERATIONS:
                if (density, choice, iterations) in done:
                    continue
                run = train(options, density, choice, iterations)
                runs.append(run)
                print(f"{density}, {choice}, {iterations}: {run['seconds']:.1f} s, KL {run['kl']:.4f}", flush=True)
                store.write_text(json.dumps(runs, indent=1) + "\n")
    (options.out / "defaults.md").write_text(page(runs))


if __name__ == "__main__":
    main()
