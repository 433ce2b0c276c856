"""Trains densities of the same rows with Advect and its peers on one core and writes how likely test rows are.

    python experiments/peers/tables.py --data FOLDER [--seeds 3] [--seconds 60] [--core 1]
    python experiments/peers/tables.py --report

Writes results/tables.json and tables.md. Interrupted, it goes on where it stopped; --fresh repeats what was asked for.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np

import report
import table_report
from compare import ROOT, children_seconds, clean_environment, thread_limits

HERE = Path(__file__).resolve().parent
ARRAYS = ("train", "validation", "test", "train-rows")
PEERS = ("Advect", "NSF", "MAF", "mixture", "kernel")


class Table(NamedTuple):
    """A file of the folder of data, the experiment that says which of its rows and columns, and what train must be told."""

    file: str
    experiment: Path
    test: str = ""
    where: str = ""


TABLES = {
    "power-plant": Table("uci_power-plant.txt", ROOT / "experiments/power-plant.yaml"),
    "wine-red": Table("uci_wine-quality-red.txt", ROOT / "experiments/wine-red.yaml"),
    "wine-white": Table("wine-white.csv", ROOT / "experiments/wine-white.yaml"),
    "protein": Table("uci_protein-tertiary-structure.txt", ROOT / "experiments/protein.yaml"),
    "miniboone": Table("miniboone_val.npy", ROOT / "experiments/miniboone.yaml", test="miniboone_test.npy"),
    "earthquakes": Table("earthquakes-23k.csv", ROOT / "experiments/earthquakes.yaml"),
    "magic": Table("anomaly/magic.gamma.csv.gz", HERE / "magic.yaml", where="anomaly = 0"),
}


class Programs:
    """How Advect and the peers are started: on one core, with one thread."""

    def __init__(self, options):
        self.data, self.advect_command, self.seconds = options.data.resolve(), options.advect, options.seconds
        self.pinned = ["taskset", "-c", str(options.core)]
        self.environment = clean_environment() | thread_limits(1)
        if options.java:
            self.environment["JAVA_HOME"] = options.java

    def run(self, *words):
        """Standard output, and the CPU seconds of the process."""
        before = children_seconds()
        done = subprocess.run([*self.pinned, *map(str, words)], env=self.environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise SystemExit(f"exit code {done.returncode} from {' '.join(map(str, words))}")
        return done.stdout, round(children_seconds() - before, 2)

    def split(self, experiment, folder, *settings):
        words = [word for setting in settings for word in ("--set", setting)]
        self.run(self.advect_command, "split", experiment, "--out", folder, *words)
        return folder

    def parts(self, table, seed):
        """The rows and noise that a run with this seed has."""
        test = [f"data.test={self.data / table.test}"] if table.test else []
        folder = ROOT / "target/peers-tables" / f"{table.experiment.stem}-{seed}"
        return self.split(table.experiment, folder, f"data.table={self.data / table.file}", f"seed={seed}", *test)

    def train(self, peer, table, parts, seed):
        """What a program reached, and where."""
        found = self.advect(table, parts, seed) if peer == "Advect" else self.peer(peer, parts, seed)
        return found | {"machine": report.machine()["cpu"]}

    def peer(self, peer, parts, seed):
        words = ("--peer", peer, "--parts", parts, "--seed", seed, "--seconds", self.seconds)
        output, process_cpu = self.run(sys.executable, HERE / "table_fit.py", *words)
        return json.loads(output) | {"process_cpu": process_cpu, "seconds": self.seconds}

    def advect(self, table, parts, seed):
        """Trains with default settings; refuses rows that are not those of the peers."""
        columns = ",".join(json.loads((parts / "columns.json").read_text())["names"])
        words = ["--data", self.data / table.file, "--columns", columns, "--seed", seed, "--threads", 1]
        words += ["--where", table.where] if table.where else []
        words += ["--set", f"data.test={self.data / table.test}"] if table.test else []
        with tempfile.TemporaryDirectory() as temporary:
            out = Path(temporary) / "results"
            _, process_cpu = self.run(self.advect_command, "train", *words, "--out", out)
            metrics = json.loads((out / "metrics.json").read_text())
            own = self.split(out / "plan.yaml", Path(temporary) / "parts")
            if not all(np.array_equal(np.load(own / f"{a}.npy"), np.load(parts / f"{a}.npy")) for a in ARRAYS):
                raise SystemExit(f"{table.file}: advect train saw other points than its peers")
        return advect_entry(metrics) | {"process_cpu": process_cpu, "seconds": None}


def advect_entry(metrics):
    judged, times, config = metrics["table"], metrics["time"], metrics["config"]
    return {
        "logp": -judged["nll_dequantized"],
        "logp_se": judged["nll_dequantized_se"],
        "train_cpu_seconds": times["train_cpu_seconds"],
        "score_seconds": round(10_000 / times["score_points_per_second"], 3),
        "rows": [judged["train_rows"], judged["validation_rows"], metrics["test"]["points"]],
        "versions": metrics["versions"],
        "settings": {
            "field": config["field"],
            "base": config["flow"]["base"],
            "preprocessing": config["data"]["preprocessing"],
            "iterations": config["training"]["iterations"],
            "batch": config["training"]["batch"],
        },
    }


def read(file):
    return json.loads(file.read_text())["entries"] if file.exists() else []


def key(entry):
    return entry["table"], entry["peer"], entry["seed"]


def order(entry):
    return list(TABLES).index(entry["table"]), PEERS.index(entry["peer"]), entry["seed"]


def write(file, entries):
    lines = ",\n".join(json.dumps(entry) for entry in sorted(entries, key=order))
    file.write_text(f'{{"entries": [\n{lines}\n]}}\n')


def measure(options, file):
    programs = Programs(options)
    for seed in range(1, options.seeds + 1):
        for name in options.tables:
            done = set() if options.fresh else {key(entry) for entry in read(file)}
            missing = [peer for peer in options.peers if (name, peer, seed) not in done]
            parts = programs.parts(TABLES[name], seed) if missing else None
            for peer in missing:
                entry = {"table": name, "peer": peer, "seed": seed} | programs.train(peer, TABLES[name], parts, seed)
                write(file, [other for other in read(file) if key(other) != key(entry)] + [entry])
                words = f"{entry['logp']:.4f} after {entry['train_cpu_seconds']:.0f} s"
                print(f"{name}, {peer}, seed {seed}: {words}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the tables are")
    parser.add_argument("--tables", nargs="+", choices=TABLES, default=list(TABLES), metavar="NAME")
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS), metavar="NAME")
    parser.add_argument("--seeds", type=int, default=1, help="each has rows and noise of its own, the same for all programs")
    parser.add_argument("--seconds", type=float, default=60, help="of a peer's training, CPU")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--java", metavar="HOME", help="the JDK that advect runs on")
    parser.add_argument("--advect", metavar="COMMAND", default=str(ROOT / "target/advect/bin/advect"))
    parser.add_argument("--out", type=Path, default=ROOT / "results")
    parser.add_argument("--fresh", action="store_true", help="repeat what is asked for")
    parser.add_argument("--report", action="store_true", help="only write the page")
    options = parser.parse_args()
    file = options.out / "tables.json"
    if not options.report:
        if options.data is None:
            parser.error("--data must name the folder with the tables")
        measure(options, file)
    (options.out / "tables.md").write_text(table_report.page(read(file)))


if __name__ == "__main__":
    main()
