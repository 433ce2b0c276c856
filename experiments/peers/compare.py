"""Runs `advect bench` and its peers side by side, in turn on the same cores, and writes results/benchmarks.md."""
import argparse
import hashlib
import json
import os
import re
import resource
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import fixed_work
import report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
REPETITIONS = {"A100": 30, "A512": 20, "A2048": 10, "B512": 8, "C1000": 2}  # of a peer in a round
DISTURBED = 0.9  # a run that got a smaller share of its first core than this is repeated, at most twice
HOPELESS = 1.5  # a peer's variant this much slower than the best of its kind in the first round is not repeated

# glibc keeps freed memory instead of returning it at every free: up to a quarter faster for torch
KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 32),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 33),
    "MALLOC_TOP_PAD_": str(1 << 28),
}

PROBE = """
import importlib, json
found = {}
for name in ("torch", "torchdiffeq", "jax", "diffrax"):
    try:
        found[name] = importlib.import_module(name).__version__
    except ImportError:
        pass
found["compile"] = "torch" in found and hasattr(importlib.import_module("torch"), "compile")
print(json.dumps(found))
"""


class Program:
    """One competitor: what it is called, which versions it is made of, and how it is started."""

    def __init__(self, family, variant, versions, command, environment):
        self.family, self.variant, self.versions = family, variant, versions
        self.command, self.environment = command, environment
        self.name = " ".join(filter(None, [family, versions.get(family) if family != "advect" else None, variant]))

    def run(self, size, precision, threads):
        """The least disturbed of up to three runs."""
        runs = []
        while len(runs) < 3 and not (runs and runs[-1]["core_share"] >= DISTURBED):
            runs.append(self.run_once(size, precision, threads))
        return max(runs, key=lambda r: r["core_share"])

    def run_once(self, size, precision, threads):
        command = ["taskset", "-c", cores(threads), *self.command]
        command += ["--size", size, "--precision", precision, "--threads", str(threads)]
        if self.family != "advect":
            command += ["--repetitions", str(REPETITIONS[size])]
        wall, cpu = time.perf_counter(), children_seconds()
        done = subprocess.run(command, env=self.environment | thread_limits(threads), stdout=subprocess.PIPE, text=True)
        wall, cpu = time.perf_counter() - wall, children_seconds() - cpu
        if done.returncode:
            raise SystemExit(f"{self.name}: exit code {done.returncode} from {shlex.join(command)}")
        result = json.loads(done.stdout[done.stdout.index("{") :])
        fixed_work.require_answers(size, precision, result["loss"], result["gradient_norm"])
        facts = {"program": self.name, "family": self.family, "versions": self.versions}
        return result | facts | {"core_share": round(min(1, cpu / wall), 3)}


def children_seconds():
    """Processor time of all finished child processes; beside the wall time it tells whether something else ran."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cores(threads):
    """The last of those this process may use: interrupts tend to go to the first."""
    allowed = sorted(os.sched_getaffinity(0))
    if threads > len(allowed):
        raise SystemExit(f"{threads} threads need as many cores, got {len(allowed)}")
    return ",".join(map(str, allowed[-threads:]))


def thread_limits(threads):
    return {f"{library}_NUM_THREADS": str(threads) for library in ("OMP", "MKL", "OPENBLAS")}


def clean_environment():
    """The shell's, without settings that would make a peer's library choose slower kernels than it would by itself."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("OPENBLAS_", "MKL_", "OMP_", "XLA_"))}


def advect_programs(command, java):
    environment = clean_environment() | ({"JAVA_HOME": java} if java else {})
    words = shlex.split(command)
    asked = subprocess.run([*words, "--version"], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    versions = {"advect": asked.stdout.strip(), "build": build_of(Path(words[0]))}
    return [
        Program("advect", gradient, versions, [*words, "bench", "--json", "--gradient", gradient], environment)
        for gradient in ("checkpointed", "continuous")
    ]


def build_of(launcher):
    """Tells builds of one version apart: a digest of the launcher's jar."""
    jar = launcher.resolve().parent.parent / "lib" / "advect.jar"
    return hashlib.sha256(jar.read_bytes()).hexdigest()[:8] if jar.exists() else "unknown"


def peer_programs(python):
    """Whatever this interpreter has: torch with torchdiffeq, JAX with diffrax, or both."""
    environment = clean_environment() | KEEP_MEMORY
    if "avx512f" in report.cpu_flags():
        environment["ATEN_CPU_CAPABILITY"] = "avx512"  # some builds of torch stop at AVX2 of their own accord
    probed = subprocess.run([python, "-c", PROBE], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(probed.stdout)
    variants = []
    if "torchdiffeq" in found:
        torch = ["autograd", "jvp", "backprop", "backprop-jvp"]
        variants += [("torch", "torchdiffeq", v) for v in torch + ["compiled", "backprop-compiled"] * found["compile"]]
    if "diffrax" in found:
        variants += [("jax", "diffrax", v) for v in ("backsolve", "checkpointed")]
    if not variants:
        raise SystemExit(f"{python} has neither torchdiffeq nor diffrax")
    return [
        Program(
            family, variant, {family: found[family], solver: found[solver]},
            [python, str(HERE / f"{family}_fixed.py"), "--variant", variant], environment,
        )
        for family, solver, variant in variants
    ]


def in_turn(programs):
    """Every program once, those of a family apart from each other: advect, torch, jax, advect, torch, ..."""
    families = {}
    for program in programs:
        families.setdefault(program.family, []).append(program)
    longest = max(map(len, families.values()))
    return [members[i] for i in range(longest) for members in families.values() if i < len(members)]


def contenders(programs, rounds, case):
    """Leaves out variants that the case's first round has shown to be hopeless."""
    first = next((r for r in rounds if r["case"] == case and r["round"] == 1), None)
    times = {r["program"]: r for r in first["results"]} if first else {}
    best = {}
    for r in times.values():
        kind = (r["family"], r["gradient"])
        best[kind] = min(best.get(kind, r["forward_gradient_ms"]), r["forward_gradient_ms"])

    def hopeful(program):
        r = times.get(program.name)
        return r is None or r["forward_gradient_ms"] <= HOPELESS * best[r["family"], r["gradient"]]

    return [p for p in programs if p.family == "advect" or hopeful(p)]


def is_done(known, programs):
    """Whether a stored round has all these programs, in these versions."""
    stored = {r["program"]: r["versions"] for r in known["results"]}
    return all(stored.get(p.name) == p.versions for p in programs)


def play(programs, rounds, case, number, fresh):
    """Plays one round, unless it is stored; returns whether it was played."""
    key = {"case": case, "round": number}
    known = next((r for r in rounds if r["case"] == case and r["round"] == number), None)
    if known and not fresh and is_done(known, programs):
        return False
    if number > 1:
        programs = contenders(programs, rounds, case)
    results = []
    for program in in_turn(programs):
        result = program.run(case["size"], case["precision"], case["threads"])
        results.append(result)
        print(
            f"{case['size']} {case['precision']} x{case['threads']} round {number}: {program.name}"
            f" {result['forward_ms']:.1f} / {result['forward_gradient_ms']:.1f} ms", flush=True,
        )
    if known:
        rounds.remove(known)
        played = {p.name for p in programs}
        results += [r for r in known["results"] if r["program"] not in played]
    rounds.append(key | {"at": time.strftime("%Y-%m-%d %H:%M"), "results": results})
    return True


def words(text):
    return text.split(",")


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--sizes", type=words, default=list(fixed_work.SIZES), help="separated by commas")
    parser.add_argument("--precisions", type=words, default=["float32"], help="float32,float64")
    parser.add_argument("--threads", type=words, default=["1"], help="1,2")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--java", metavar="HOME", help="the JDK that advect runs on")
    parser.add_argument("--python", action="append", help="an interpreter with peers; may be repeated")
    parser.add_argument("--only", help="programs whose name matches this pattern; results of others are kept")
    parser.add_argument("--advect", metavar="COMMAND", default=str(ROOT / "target/advect/bin/advect"))
    parser.add_argument("--out", type=Path, default=ROOT / "results", help="where benchmarks.json and .md go")
    parser.add_argument("--fresh", action="store_true", help="repeat rounds that are stored already")
    parser.add_argument("--report-only", action="store_true", help="only write benchmarks.md from benchmarks.json")
    return parser.parse_args()


def main():
    options = parse_options()
    store = options.out / "benchmarks.json"
    rounds = json.loads(store.read_text())["rounds"] if store.exists() else []
    if not options.report_only:
        run_all(options, rounds, lambda: save(store, rounds))
    (options.out / "benchmarks.md").write_text(report.markdown(json.loads(store.read_text())))


def save(store, rounds):
    """Written beside and moved, so that an interruption leaves the old file or the new one."""
    beside = store.with_suffix(".tmp")
    beside.write_text(json.dumps({"machine": report.machine(), "rounds": rounds}, indent=1) + "\n")
    beside.replace(store)


def run_all(options, rounds, save_rounds):
    if not shutil.which("taskset"):
        raise SystemExit("taskset is needed to keep every program on the same cores: install util-linux")
    programs = advect_programs(options.advect, options.java)
    java = java_of(programs[0])
    for python in options.python or [sys.executable]:
        programs += peer_programs(python)
    programs = [p for p in programs if re.search(options.only or "", p.name)]
    for number in range(1, options.rounds + 1):
        for threads in map(int, options.threads):
            for precision in options.precisions:
                for size in options.sizes:
                    case = {"size": size, "precision": precision, "threads": threads, "java": java}
                    if play(programs, rounds, case, number, options.fresh):
                        save_rounds()


def java_of(program):
    found = re.search(r"Java ([\w.+-]+)", program.versions["advect"])
    return found.group(1) if found else "unknown"


if __name__ == "__main__":
    main()
