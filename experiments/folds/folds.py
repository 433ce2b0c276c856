"""Runs experiments on every fold of their tables and writes how well each density does over all of them.

    python3 experiments/folds/folds.py experiments/wine-red.yaml experiments/wine-white.yaml [--folds 10]

Every row is a test row once. Finished folds are kept in target/folds, so that an interrupted run goes on.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADVECT = os.environ.get("ADVECT", ROOT / "target/advect/bin/advect")
KEPT = ROOT / "target/folds"


def metrics(experiment, fold):
    """What one fold measured; it is run unless it has been."""
    out = KEPT / f"{experiment.stem}-{fold}"
    if not (out / "metrics.json").exists():
        settings = ["--set", f"data.split.fold={fold}", "--out", out]
        subprocess.run([ADVECT, "run", experiment, *settings, "--resume"], check=True, cwd=ROOT)
    return json.loads((out / "metrics.json").read_text())


def log_likelihoods(fold):
    """Mean log likelihood of the test rows by model, in units of the columns' standard deviations."""
    scale = fold["table"]["nll_dequantized"] - fold["table"]["standardized_nll"]
    found = {"model": -fold["table"]["standardized_nll"]}
    for baseline in fold["table"]["baselines"]:
        name = "kernel density" if "kernel" in baseline["name"] else baseline["name"]
        name = "mixture of Gaussians" if "mixture" in name else name
        found[name] = scale - baseline["nll_dequantized"]
    return found


def summary(folds):
    """Mean over folds and its standard error by model."""
    rows = [log_likelihoods(fold) for fold in folds]
    result = {}
    for name in rows[0]:
        values = [row[name] for row in rows]
        error = statistics.stdev(values) / len(values) ** 0.5
        result[name] = {"mean": statistics.mean(values), "se": error, "folds": values}
    return result


def page(results):
    models = list(next(iter(results.values()))["models"])
    lines = [
        "# Log likelihood over all folds",
        "",
        "Mean log likelihood of test rows in nats, in units of the training columns' standard deviations, ± standard error over",
        "folds; higher is better. Of each fold's rows a tenth tests, a tenth chooses the parameters, the rest is learned; values are",
        "put at random places in the cells that they were rounded to. What the flow sees as a logarithm the baselines do, too.",
        "The model is what the experiment says: a flow, or its blend with fitted densities. Three in ten test rows of the wine",
        "tables repeat a training row, and narrow kernels have much for them ([tables.md](../docs/decisions/tables.md), \"Blends\").",
        "Written by `experiments/folds/folds.py`.",
        "",
        "| table | folds | columns | " + " | ".join(models) + " | training, s a fold |",
        "|---|--:|--:|" + "--:|" * len(models) + "--:|",
    ]
    for name, result in results.items():
        values = [f"{result['models'][model]['mean']:.2f} ± {result['models'][model]['se']:.2f}" for model in models]
        cells = [name, str(result["folds"]), str(result["dim"]), *values, f"{result['train_seconds']:.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    first = next(iter(results.values()))
    lines += ["", f"{first['machine']['cpu']}, {first['machine']['threads']} thread(s); Advect {first['versions']['advect']}, Java {first['versions']['java']}.", ""]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("experiments", type=pathlib.Path, nargs="+", metavar="EXPERIMENT.yaml")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "results")
    options = parser.parse_args()
    store = options.out / "folds.json"
    results = json.loads(store.read_text()) if store.exists() else {}
    for experiment in options.experiments:
        folds = [metrics(experiment, fold) for fold in range(options.folds)]
        results[experiment.stem] = {
            "folds": options.folds,
            "dim": folds[0]["dim"],
            "train_seconds": statistics.median(fold["time"]["train_seconds"] for fold in folds),
            "machine": folds[0]["machine"],
            "versions": folds[0]["versions"],
            "models": summary(folds),
        }
        store.write_text(json.dumps(dict(sorted(results.items())), indent=1) + "\n")
        (options.out / "folds.md").write_text(page(dict(sorted(results.items()))))


if __name__ == "__main__":
    main()
