"""Trains the same densities with Advect and its peers on one core and draws KL against seconds of training.

    python experiments/peers/curves.py [--core 1] [--java HOME]

Writes results/curves.json, curves.md and curves.png. Interrupted, it goes on where it stopped.
"""
import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import report
from compare import ROOT, clean_environment, thread_limits

HERE = Path(__file__).resolve().parent
DENSITIES = ("8gaussians", "two-moons")
GOAL = 0.02  # nats

# A schedule ends with its run, so a short and a long run of each; FFJORD's own recipe has a constant rate.
SAME = {"rate": "1e-2", "tolerance": "1e-3", "batch": "256"}
ADVECT = {f"Advect, {n} iterations": n for n in (450, 1500)}
TORCH = {
    f"torch, same network and settings, {s} s": ["--model", "mlp-jvp", "--schedule", "cosine", "--seconds", str(s)]
    + [word for key, value in SAME.items() for word in (f"--{key}", value)]
    for s in (20, 60)
}
FFJORD = {"torch, FFJORD's network and settings, 300 s": ["--model", "ffjord", "--seconds", "300"]}
STYLES = {"Advect": "tab:blue", "torch, same": "tab:orange", "torch, FFJORD": "tab:green"}


def advect(options, density, iterations):
    """[seconds, KL] at every validation, whose time counts."""
    settings = {
        "training.iterations": iterations,
        "training.batch": SAME["batch"],
        "training.optimizer": f"{{adam: {{rate: {SAME['rate']}}}}}",
        "solver": f"{{method: dopri5, tolerance: {SAME['tolerance']}}}",
        "training.validation": "{every: 50, size: 10000}",
        "evaluate.samples": 2,
        "evaluate.grid": 2,
        "evaluate.check-points": 1,
    }
    words = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    environment = clean_environment() | ({"JAVA_HOME": options.java} if options.java else {})
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "results"
        command = ["taskset", "-c", str(options.core), options.advect, "run", ROOT / f"experiments/{density}.yaml"]
        subprocess.run([*command, "--threads", "1", "--out", out, *words], env=environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(out / "loss.csv", newline="") as table:
            return [[float(row["seconds"]), float(row["kl"])] for row in csv.DictReader(table)]


def torch(options, density, words):
    """[seconds, KL] at every evaluation, whose time does not count."""
    command = ["taskset", "-c", str(options.core), sys.executable, HERE / "torch_train.py", "--data", density, "--every", "2"]
    done = subprocess.run([*command, *words], env=clean_environment() | thread_limits(1), check=True,
                          stdout=subprocess.PIPE, text=True)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [[line["seconds"], line["kl"]] for line in lines]


def reached(curve):
    """Seconds after which the goal was first reached."""
    return next((f"{seconds:.1f}" for seconds, kl in curve if kl <= GOAL), "–")


def page(store):
    lines = ["# Learning curves", "", f"One core of: {store['machine']['cpu']}. Written by `experiments/peers/curves.py`.", ""]
    lines += ["![KL against seconds](curves.png)", ""]
    lines += ["KL(true ‖ learned) on 10,000 fresh points, in nats. Advect's seconds include its validations, the others' do not.", ""]
    lines += [f"| density | program | s to {GOAL} | KL at the end | s at the end |", "|---|---|--:|--:|--:|"]
    for density in DENSITIES:
        for program in ADVECT | TORCH | FFJORD:
            curve = store["curves"][density][program]
            seconds, kl = curve[-1]
            lines.append(f"| {density} | {program} | {reached(curve)} | {kl:.4f} | {seconds:.0f} |")
    return "\n".join(lines) + "\n"


def draw(store, file):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, len(DENSITIES), figsize=(11, 4.4), sharey=True, layout="constrained")
    for panel, density in zip(panels, DENSITIES):
        for program, curve in store["curves"].get(density, {}).items():
            color = next(color for start, color in STYLES.items() if program.startswith(start))
            seconds, kl = zip(*[point for point in curve if point[1] > 0])
            panel.loglog(seconds, kl, color=color, linewidth=1.8, label=program, marker="o", markersize=2.5)
        panel.axhline(GOAL, color="0.5", linewidth=0.8, linestyle="--")
        panel.set(title=density, xlabel="seconds of training, one core", ylim=(0.002, 2))
        panel.grid(True, which="major", color="0.9")
    panels[0].set_ylabel("KL(true ‖ learned), nats")
    handles, names = panels[0].get_legend_handles_labels()
    first = {name.rsplit(",", 1)[0]: handle for name, handle in zip(names, handles)}
    figure.legend(first.values(), first.keys(), loc="outside lower center", ncols=3, frameon=False)
    figure.savefig(file, dpi=150)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--java", metavar="HOME", help="the JDK that advect runs on")
    parser.add_argument("--advect", metavar="COMMAND", default=str(ROOT / "target/advect/bin/advect"))
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    options = parser.parse_args()
    file = options.out / "curves.json"
    store = json.loads(file.read_text()) if file.exists() else {"machine": report.machine(), "curves": {}}
    for density in DENSITIES:
        curves = store["curves"].setdefault(density, {})
        for program, what in (ADVECT | TORCH | FFJORD).items():
            if program not in curves:
                curves[program] = (advect if program in ADVECT else torch)(options, density, what)
                print(f"{density}, {program}: {GOAL} after {reached(curves[program])} s", flush=True)
                file.write_text(json.dumps(store, indent=1) + "\n")
    (options.out / "curves.md").write_text(page(store))
    draw(store, options.out / "curves.png")


if __name__ == "__main__":
    main()
