"""Trains `advect train` at its defaults on tables whose density is known, and writes how far it is from that density.

    python experiments/known/known.py [--seeds 3] [--core 0]
    python experiments/known/known.py --report

Writes results/known.json and known.md. Interrupted, it goes on where it stopped; --fresh repeats what was asked for.
"""
import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

import known_report
from laws import LAWS

ROOT = Path(__file__).resolve().parents[2]
FAR = 10  # times the largest training value


def write_csv(file, columns):
    """Every digit of every number, since fewer would say that the columns are rounded."""
    with open(file, "w") as lines:
        lines.write(",".join(columns) + "\n")
        for row in zip(*(values.tolist() for values in columns.values())):
            lines.write(",".join(map(repr, row)) + "\n")


def read_logp(file):
    """NaN where a row has no log density."""
    with open(file) as lines:
        place = next(lines).rstrip("\n").split(",").index("logp")
        return np.array([float(line.split(",")[place] or "nan") for line in lines])


class Program:
    """How advect is started: on one core, with one thread."""

    def __init__(self, options):
        self.start = ["taskset", "-c", str(options.core), options.advect]
        self.train_words = options.train.split()

    def run(self, *words):
        done = subprocess.run([*self.start, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise SystemExit(f"exit code {done.returncode} from {' '.join(map(str, words))}:\n{done.stderr[-2000:]}")

    def learn(self, name, seed, folder):
        """What was learned of a law from the rows of a seed."""
        law = LAWS[name]
        table = law.draw(np.random.default_rng([seed, 1]), law.rows)
        write_csv(folder / "table.csv", table.columns)
        words = [*table.words, *self.train_words, "--seed", str(seed), "--threads", "1"]
        out = folder / "results"
        self.run("train", "--data", folder / "table.csv", *words, "--out", out)
        metrics = json.loads((out / "metrics.json").read_text())
        fresh = law.draw(np.random.default_rng([seed, 2]), law.fresh)
        logp = self.score(out, fresh.columns, folder)
        command = {"command": " ".join(["advect train --data table.csv", *words])}
        return divergence(fresh, logp) | self.tail(law, table, out, folder) | told(metrics) | command

    def score(self, out, columns, folder):
        write_csv(folder / "rows.csv", columns)
        self.run("score", out, "--data", folder / "rows.csv", "--threads", 1, "--out", folder / "scored.csv")
        return read_logp(folder / "scored.csv")

    def tail(self, law, table, out, folder):
        """log p minus the truth far out, on both sides of a line of heavy tails."""
        if law.tail is None:
            return {}
        values = table.columns["x"]
        places = np.array([FAR * values.min(), FAR * values.max()])
        off = self.score(out, {"x": places}, folder) - law.tail(places)
        return {"tail": [round(float(nats), 3) for nats in off]}


def divergence(table, logp):
    """The mean of log p(x) of the truth minus that of the model, nats, over rows that the model can score."""
    scored = np.isfinite(logp)
    off = (table.logp - logp)[scored]
    found = {
        "kl": round(float(off.mean()), 5),
        "kl_se": round(float(off.std(ddof=1) / len(off) ** 0.5), 5),
        "unscored": int(len(logp) - len(off)),
    }
    zeros = (next(iter(table.columns.values())) == 0)[scored]
    return found | ({"zeros": round(float(-off[zeros].mean()), 5)} if zeros.any() else {})


def transforms(sentences):
    """How many columns got which transform, of what training says of them."""
    kinds = {"normal quantile": "normal", "replaced by log(": "log", "replaced by logit": "logit"}
    return {short: n for words, short in kinds.items() if (n := sum(words in sentence for sentence in sentences))}


def told(metrics):
    """What training says of itself."""
    table, config, times = metrics["table"], metrics["config"], metrics["time"]
    chosen = [f"{t['choice'].split('.')[-1]}: {t['value']}" for t in metrics.get("pilot", []) if t["chosen"] and t["choice"] != "start"]
    return {
        "nll": round(table["nll_dequantized"], 4),
        "rivals": {b["method"]: round(b["nll_dequantized"], 4) for b in table["baselines"]},
        "train_cpu_seconds": round(times["train_cpu_seconds"], 1),
        "cpu_seconds": round(times["cpu_seconds"], 1),
        "hidden": config["field"]["hidden"] if "field" in config else [],
        "method": config["method"],
        "margins": config["data"]["preprocessing"]["margins"],
        "transforms": transforms(table["preprocessing"]),
        "pilot": chosen,
        "blend": {b["method"]: round(b["weight"], 3) for b in metrics.get("blend", []) if b["weight"] > 0},
        "versions": metrics["versions"],
        "machine": metrics["machine"]["cpu"],
    }


def read(file):
    return json.loads(file.read_text())["entries"] if file.exists() else []


def key(entry):
    return entry["table"], entry["seed"]


def write(file, entries):
    ordered = sorted(entries, key=lambda entry: (list(LAWS).index(entry["table"]), entry["seed"]))
    file.write_text('{"entries": [\n' + ",\n".join(map(json.dumps, ordered)) + "\n]}\n")


def measure(options, file):
    program = Program(options)
    for seed in range(options.first, options.first + options.seeds):
        for name in options.tables:
            if not options.fresh and (name, seed) in map(key, read(file)):
                continue
            with tempfile.TemporaryDirectory() as folder:
                entry = {"table": name, "seed": seed} | program.learn(name, seed, Path(folder))
            write(file, [other for other in read(file) if key(other) != key(entry)] + [entry])
            print(f"{name}, seed {seed}: {entry['kl']:.4f} ± {entry['kl_se']:.4f} after {entry['train_cpu_seconds']:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", nargs="+", choices=LAWS, default=list(LAWS), metavar="NAME")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=1, help="the first of the seeds")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--train", default="", metavar="WORDS", help="what else train is told, to try other settings")
    parser.add_argument("--advect", metavar="COMMAND", default=os.environ.get("ADVECT", str(ROOT / "target/advect/bin/advect")))
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    parser.add_argument("--fresh", action="store_true", help="repeat what is asked for")
    parser.add_argument("--report", action="store_true", help="only write the page")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    file = options.out / "known.json"
    if not options.report:
        measure(options, file)
    (options.out / "known.md").write_text(known_report.page(read(file)))


if __name__ == "__main__":
    main()
