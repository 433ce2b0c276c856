"""Trains with Muon and with Adam, for equal iterations and for equal seconds, and writes what each learned.

    python3 experiments/optimizers/study.py [--works pinwheel protein] [--seeds 3] [--core 1] [--data DIR] [--java HOME]

Toys are judged by KL(true || learned) on fresh points, tables by the NLL of dequantized test rows in units of the
columns' standard deviations. Seconds decide the second comparison, so nothing else should use the core. Interrupted, it
goes on where it stopped.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADVECT = os.environ.get("ADVECT", ROOT / "target/advect/bin/advect")

BASE = {
    "training.batch": "256",
    "training.schedule": "cosine",
    "training.stopping": "{}",
    "solver": "{method: dopri5, tolerance: 1e-3}",
    "evaluate.solver": "{method: dopri5, tolerance: 1e-5}",
    "evaluate.grid": "2",
    "evaluate.check-points": "50",
}
TOY = {"field.hidden": "[64, 64, 64]", "evaluate.samples": "20000"}
TABLE = {"evaluate.samples": "2000"}
WORKS = {
    "checkerboard": TOY,
    "pinwheel": TOY,
    "power-plant": TABLE | {"field.hidden": "[256, 256, 256]"},
    "protein": TABLE | {"field.hidden": "[256, 256]"},
    "miniboone": TABLE | {"field.hidden": "[256, 256]"},
}
ITERATIONS = {"checkerboard": 600, "pinwheel": 600, "power-plant": 480, "protein": 240, "miniboone": 500}
FILES = {
    "power-plant": {"data.table": "power-plant.txt"},
    "protein": {"data.table": "protein.txt"},
    "miniboone": {"data.table": "miniboone_val.npy", "data.test": "miniboone_test.npy"},
}

# By name: rate of Muon, and of Adam for toys (width 64) and tables (width 256).
RULES = {
    "Adam": (None, "5e-3", "2e-3"),
    "fast Adam": (None, "1e-2", "5e-3"),
    "Muon": ("2e-2", "5e-3", "2e-3"),
    "fast Muon": ("5e-2", "1e-2", "5e-3"),
}
RIVALS = {"Adam": "Muon", "fast Adam": "fast Muon"}  # whose seconds it gets in the second comparison


def optimizer(rule, work):
    muon, toy, table = RULES[rule]
    adam = f"{{rate: {table if work in FILES else toy}}}"
    if muon is None:
        return f"{{adam: {adam}}}"
    return f"{{muon: {{rate: {muon}, momentum: 0.95, weight-decay: 0, adam: {adam}}}}}"


def train(options, work, rule, seed, iterations):
    """What `advect run` measured."""
    settings = BASE | WORKS[work] | {key: str(options.data / file) for key, file in FILES.get(work, {}).items()}
    settings |= {"seed": str(seed), "training.optimizer": optimizer(rule, work)}
    settings |= {"training.iterations": str(iterations), "training.validation.every": str(max(1, iterations // 8))}
    command = ["taskset", "-c", str(options.core), ADVECT, "run", ROOT / f"experiments/{work}.yaml", "--json"]
    command += ["--threads", "1"] + [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    environment = os.environ | ({"JAVA_HOME": options.java} if options.java else {})
    with tempfile.TemporaryDirectory() as out:
        run = [*command, "--out", pathlib.Path(out) / "results"]
        done = subprocess.run(run, env=environment, check=True, capture_output=True, text=True)
    metrics = json.loads(done.stdout)
    return {
        "work": work,
        "rule": rule,
        "seed": seed,
        "iterations": iterations,
        "seconds": metrics["time"]["train_seconds"],
        "quality": metrics["table"]["standardized_nll"] if work in FILES else metrics["test"]["kl"],
        "nfe": metrics["nfe"]["train_forward"],
        "cpu": metrics["machine"]["cpu"],
        "java": metrics["versions"]["java"],
    }


def of(runs, work, rule, iterations):
    """The runs of one setting, by seed."""
    wanted = (work, rule, iterations)
    return {r["seed"]: r for r in runs if (r["work"], r["rule"], r["iterations"]) == wanted}


def equal_seconds(runs, work, rule):
    """Iterations in which a rule takes as long as its rival takes for the usual ones."""
    usual = ITERATIONS[work]
    own, rival = (statistics.median(r["seconds"] for r in of(runs, work, name, usual).values()) for name in (rule, RIVALS[rule]))
    return round(usual * rival / own)


def mean(values):
    """With its standard error, if there are several."""
    error = f" ± {statistics.stdev(values) / math.sqrt(len(values)):.4f}" if len(values) > 1 else ""
    return f"{statistics.mean(values):.4f}{error}"


def row(name, runs, reference):
    """Of a table: how good and how fast, and how much better than the reference with the same seeds."""
    seeds = sorted(runs)
    cells = [name, str(runs[seeds[0]]["iterations"]), mean([runs[s]["quality"] for s in seeds])]
    shared = [s for s in seeds if s in reference]
    cells += [mean([runs[s]["quality"] - reference[s]["quality"] for s in shared]) if reference != runs else "–"]
    cells += [f"{statistics.median(runs[s]['seconds'] for s in seeds):.1f}", f"{statistics.mean(runs[s]['nfe'] for s in seeds):.1f}"]
    return "| " + " | ".join(cells) + " |"


def page(runs, asked):
    lines = [
        "# Muon and Adam",
        "",
        f"One core of: {runs[0]['cpu']}; Java {runs[0]['java']}. Written by `experiments/optimizers/study.py`.",
        "",
        "Everywhere: " + ", ".join(f"`{key}: {value}`" for key, value in BASE.items()) + ".",
        "Means over seeds ± standard error; differences are of equal seeds, below 0 where a rule is better than Adam.",
        "With the last two rows Adam has the seconds that Muon and fast Muon needed.",
    ]
    for work in [w for w in WORKS if any(r["work"] == w for r in runs)]:
        settings = [optimizer(rule, work) for rule in RULES]
        quality = "NLL of dequantized rows" if work in FILES else "KL"
        lines += ["", f"## {work}", "", ", ".join(f"{rule} `{s}`" for rule, s in zip(RULES, settings)) + "; "]
        lines[-1] += ", ".join(f"`{key}: {value}`" for key, value in WORKS[work].items()) + "."
        lines += ["", f"| rule | iterations | {quality} | minus Adam's | s | NFE |", "|---|--:|--:|--:|--:|--:|"]
        reference = of(runs, work, "Adam", ITERATIONS[work])
        for name, rule, iterations in asked(runs, work):
            if found := of(runs, work, rule, iterations):
                lines.append(row(name, found, reference))
    return "\n".join(lines) + "\n"


def settings(runs, work):
    """Name, rule and iterations of each row, as far as they are known."""
    rows = [(rule, rule, ITERATIONS[work]) for rule in RULES]
    for rule in RIVALS:
        if of(runs, work, rule, ITERATIONS[work]) and of(runs, work, RIVALS[rule], ITERATIONS[work]):
            rows.append((f"{rule}, seconds of {RIVALS[rule]}", rule, equal_seconds(runs, work, rule)))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--works", nargs="+", choices=WORKS, default=list(WORKS))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "data", help="the tables of experiments/data/README.md")
    parser.add_argument("--java", metavar="HOME", help="a JDK")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "results")
    options = parser.parse_args()
    store = options.out / "optimizers.json"
    runs = json.loads(store.read_text()) if store.exists() else []
    for work in options.works:
        for number in range(len(RULES) + len(RIVALS)):
            for seed in range(1, options.seeds + 1):
                _, rule, iterations = settings(runs, work)[number]
                if seed in of(runs, work, rule, iterations):
                    continue
                run = train(options, work, rule, seed, iterations)
                runs.append(run)
                print(f"{work}, {rule}, {iterations}, seed {seed}: {run['seconds']:.1f} s, {run['quality']:.4f}", flush=True)
                store.write_text(json.dumps(runs, indent=1) + "\n")
    (options.out / "optimizers.md").write_text(page(runs, settings))


if __name__ == "__main__":
    main()
