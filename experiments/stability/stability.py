"""Runs `advect info` and `advect bench` in fresh JVMs of several JDKs, in turn, and writes how far they differ.

    python3 experiments/stability/stability.py --java JDK17 --java JDK25 [--runs 10] [--core 0]

What a compiler makes of a loop may differ from one start of a JVM to the next; a median alone would hide it.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
ADVECT = os.environ.get("ADVECT", ROOT / "target/advect/bin/advect")
FIGURES = ("product_gflops", "transposed_gflops", "gradient_gflops")


def ask(java, core, *words):
    """The JSON that `advect` prints when run by a JDK on one core."""
    command = ["taskset", "-c", str(core), ADVECT, *words, "--json"]
    environment = dict(os.environ, JAVA_HOME=java)
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def one_run(java, core):
    """Figures by name: GFLOP/s of each product at each width, and milliseconds of A512."""
    figures = {}
    info = ask(java, core, "info")
    for precision in ("float32", "float64"):
        for product in info[precision]["products"]:
            for figure in FIGURES:
                name = f"{precision} {figure.split('_')[0]} {product['out']}"
                figures[name + ", GFLOP/s"] = product[figure]
    bench = ask(java, core, "bench", "--size", "A512", "--threads", "1")
    figures["A512 forward, ms"] = bench["forward_ms"]
    figures["A512 forward and gradient, ms"] = bench["forward_gradient_ms"]
    return bench["versions"]["java"], bench["machine"]["cpu"], figures


def line(name, values):
    """A row of the table: median, extremes and how the worst compares with the median."""
    median = statistics.median(values)
    worst = max(values) if name.endswith("ms") else min(values)
    share = median / worst if name.endswith("ms") else worst / median
    return f"| {name} | {median:.1f} | {min(values):.1f}-{max(values):.1f} | {100 * share:.0f} % |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--java", action="append", required=True, metavar="HOME", help="a JDK; may be repeated")
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "results")
    options = parser.parse_args()
    runs, cpu = {}, ""
    for number in range(options.runs):
        for java in options.java:
            version, cpu, figures = one_run(java, options.core)
            runs.setdefault(version, []).append(figures)
            print(f"run {number + 1}, Java {version}: {figures['A512 forward and gradient, ms']:.1f} ms", flush=True)
    (options.out / "stability.json").write_text(json.dumps({"cpu": cpu, "runs": runs}, indent=1) + "\n")
    page = ["# From JVM to JVM", "", f"{options.runs} fresh JVMs of each JDK, in turn, on one core of: {cpu}.",
            "Written by `experiments/stability/stability.py`."]
    for version, all_figures in runs.items():
        page += ["", f"## Java {version}", "", "| figure | median | range | worst of median |", "|---|--:|--:|--:|"]
        page += [line(name, [figures[name] for figures in all_figures]) for name in all_figures[0]]
    (options.out / "stability.md").write_text("\n".join(page) + "\n")


if __name__ == "__main__":
    main()
