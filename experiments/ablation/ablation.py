"""Trains densities with one choice changed at a time and writes what each is worth.

    python3 experiments/ablation/ablation.py --data FOLDER [--works power-plant] [--arms default kinetic] [--seeds 1 2]
    python3 experiments/ablation/ablation.py --report

Writes results/ablation.json, ablation.md and, where there is matplotlib, ablation.png. Interrupted, it goes on where it
stopped. What works and arms are is in arms.py.
"""
import argparse
import csv
import json
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import ablation_report
from arms import ARMS, WORKS, of_data, settings

ROOT = Path(__file__).resolve().parents[2]


def words(choices):
    return [word for key, value in choices.items() for word in ("--set", f"{key}={value}")]


def run(options, name, arm, seed):
    """What one training reached, and what it took."""
    chosen = settings(name, arm, seed)
    experiment = f"experiments/{name}.yaml"
    pinned = ["taskset", "-c", str(options.core)]
    command = [options.advect, "run", ROOT / experiment, "--threads", "1"]
    # the data first: whole groups must not replace what an arm changes in them
    told = words(of_data(name, options.data)) + words(chosen)
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "results"
        subprocess.run([*pinned, *map(str, command), "--out", out, *told], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        metrics = json.loads((out / "metrics.json").read_text())
        curves = [curve(file) for file in sorted(out.glob("loss*.csv"))]
    return {"work": name, "arm": arm, "seed": seed} | entry(metrics, curves) | {
        "command": shlex.join(["advect", "run", experiment, "--threads", "1", *words(of_data(name, Path("FOLDER"))), *words(chosen)]),
    }


def curve(file):
    """Iteration, seconds and NLL of the validation points, where that is finite."""
    with open(file, newline="") as table:
        rows = list(csv.DictReader(table))
    nll = next(key for key in rows[0] if key.startswith("validation_nll"))
    return [[int(row["iteration"]), float(row["seconds"]), float(row[nll])] for row in rows if row[nll]]


def entry(metrics, curves):
    times, nfe, table = metrics["time"], metrics["nfe"], metrics.get("table")
    return {
        # of several members each has a curve; the NLL of their mean is known of the test rows alone
        "validation_nll": min(nll for _, _, nll in curves[0]) if len(curves) == 1 else None,
        "test_nll": table["nll_dequantized"] if table else metrics["test"]["nll"],
        "kl": metrics["test"].get("kl"),
        "train_cpu_seconds": times["train_cpu_seconds"],
        "train_seconds": round(times["train_seconds"], 2),
        "cpu_seconds": times["cpu_seconds"],
        "score_points_per_second": round(times["score_points_per_second"], 1),
        "nfe": {key: round(value, 2) for key, value in nfe.items()},
        "curve": [[i, round(s, 2), round(nll, 4)] for i, s, nll in curves[0]],
        "machine": metrics["machine"],
        "versions": metrics["versions"],
    }


def read(file):
    return json.loads(file.read_text())["entries"] if file.exists() else []


def key(entry):
    return entry["work"], entry["arm"], entry["seed"]


def order(entry):
    return list(WORKS).index(entry["work"]), list(ARMS).index(entry["arm"]), entry["seed"]


def write(file, entries):
    lines = ",\n".join(json.dumps(entry) for entry in sorted(entries, key=order))
    partial = file.with_suffix(".partial")
    partial.write_text(f'{{"entries": [\n{lines}\n]}}\n')
    os.replace(partial, file)


def measure(options, file):
    for seed in options.seeds:
        for name in options.works:
            for arm in options.arms:
                done = {key(entry) for entry in read(file)}
                if (name, arm, seed) in done or (ARMS[arm].tables_only and not WORKS[name].is_table):
                    continue
                found = run(options, name, arm, seed)
                write(file, [*read(file), found])
                print(f"{name}, {arm}, seed {seed}: {found['validation_nll']} after {found['train_cpu_seconds']:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the tables are")
    parser.add_argument("--works", nargs="+", choices=WORKS, default=list(WORKS), metavar="NAME")
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=list(ARMS), metavar="NAME")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--advect", metavar="COMMAND", default=str(ROOT / "target/advect/bin/advect"))
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    parser.add_argument("--report", action="store_true", help="only write the page")
    options = parser.parse_args()
    file = options.out / "ablation.json"
    if not options.report:
        if options.data is None and any(WORKS[name].is_table for name in options.works):
            parser.error("--data must name the folder with the tables")
        measure(options, file)
    ablation_report.write(read(file), options.out)


if __name__ == "__main__":
    main()
