"""Writes the comparison as Markdown from its raw rounds."""
import os
import statistics

from fixed_work import ADJOINT, BACKPROP, SIZES

FORWARD, GRADIENT = "forward_ms", "forward_gradient_ms"
FAMILIES = ("advect", "torch", "jax")
ADVECT = ("advect checkpointed", "advect continuous")

# what advect is held against: (words, what is timed, advect's gradient, family, kind of gradient)
RIVALS = [
    ("forward: torch", FORWARD, ADVECT[0], "torch", None),
    ("forward: JAX", FORWARD, ADVECT[0], "jax", None),
    ("checkpointed gradient: torch, adjoint", GRADIENT, ADVECT[0], "torch", ADJOINT),
    ("checkpointed gradient: torch, backpropagation", GRADIENT, ADVECT[0], "torch", BACKPROP),
    ("checkpointed gradient: JAX", GRADIENT, ADVECT[0], "jax", None),
    ("continuous gradient: torch, adjoint", GRADIENT, ADVECT[1], "torch", ADJOINT),
    ("continuous gradient: torch, backpropagation", GRADIENT, ADVECT[1], "torch", BACKPROP),
    ("continuous gradient: JAX", GRADIENT, ADVECT[1], "jax", None),
]

HEAD = """# Advect and its peers

The same work for every program: a log density and its gradient for every parameter, through 20 steps of Kutta's 3/8
rule, from the same weights, points and noise. All losses and gradient norms agreed to rounding, or this page would not
exist. The programs ran in turn, pinned to the same cores. Written by `experiments/peers/compare.py`; what the sizes and
variants are is told in `experiments/peers/README.md`.
"""


def cpu_field(name):
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def cpu_flags():
    return set(cpu_field("flags").split())


def machine():
    flags = cpu_flags()
    bits = 512 if "avx512f" in flags else 256 if "avx2" in flags else 128
    return {"cpu": cpu_field("model name"), "cores": os.cpu_count(), "vector_bits": bits}


def markdown(stored):
    machine, rounds = stored["machine"], stored["rounds"]
    parts = [HEAD, "{cpu}, {cores} cores, vectors of {vector_bits} bits.\n".format(**machine)]
    parts += [f"- {line}" for line in versions(rounds)]
    groups = sorted({(r["case"]["precision"], r["case"]["threads"], r["case"]["java"]) for r in rounds})
    for group in groups:
        parts += section(group, [r for r in rounds if group_of(r) == group])
    return "\n".join(parts) + "\n"


def group_of(round_):
    case = round_["case"]
    return case["precision"], case["threads"], case["java"]


def versions(rounds):
    return sorted({", ".join(f"{k} {v}" if k != "advect" else v for k, v in r["versions"].items())
                   for round_ in rounds for r in round_["results"]})


def section(group, rounds):
    precision, threads, java = group
    sizes = [size for size in SIZES if any(r["case"]["size"] == size for r in rounds)]
    by_size = {size: Timings([r for r in rounds if r["case"]["size"] == size]) for size in sizes}
    title = f"\n## {precision}, {threads} thread{'s' * (threads > 1)}, Java {java}\n"
    counts = ", ".join(f"{size} {len(by_size[size].rounds)}" for size in sizes)
    share = min(r["core_share"] for round_ in rounds for r in round_["results"])
    notes = f"\nRounds: {counts}. Smallest share of its first core that a program got: {100 * share:.0f} %."
    return [title, *times_table(by_size), *ratio_table(by_size), notes]


class Timings:
    """All rounds of one case."""

    def __init__(self, rounds):
        self.rounds = [{r["program"]: r for r in round_["results"]} for round_ in rounds]
        self.programs = {name: r for results in self.rounds for name, r in results.items()}

    def median(self, program, what):
        times = [results[program][what] for results in self.rounds if program in results]
        return statistics.median(times) if times else None

    def best(self, family, gradient, what):
        """The program of a family, and of a kind of gradient if one is named, with the smallest median."""
        rivals = [name for name, r in self.programs.items()
                  if r["family"] == family and gradient in (None, r["gradient"])]
        return min(rivals, key=lambda name: self.median(name, what), default=None)

    def ratios(self, program, rival, what):
        """How many times longer the rival takes, round by round."""
        both = [results for results in self.rounds if program in results and rival in results]
        return [results[rival][what] / results[program][what] for results in both]


def times_table(by_size):
    """Milliseconds; the best of each family and kind of gradient in bold."""
    programs = {name: r for timings in by_size.values() for name, r in timings.programs.items()}
    programs = dict(sorted(programs.items(), key=lambda item: FAMILIES.index(item[1]["family"])))
    kinds = {"checkpointed": "exact, of the steps", "continuous": ADJOINT}
    yield "Milliseconds, forward / forward and gradient: medians over the rounds. Bold: the best of its kind.\n"
    yield row("program", "gradient", *by_size)
    yield row("---", "---", *["--:"] * len(by_size))
    for name, r in programs.items():
        cells = [times_cell(timings, name, r) for timings in by_size.values()]
        yield row(name, kinds.get(r["gradient"], r["gradient"]), *cells)
    for name in ADVECT:
        shares = [share_cell(timings.programs.get(name, {})) for timings in by_size.values()]
        if any(shares):
            yield row(f"{name}: GFLOP/s (share of peak)", "", *shares)


def times_cell(timings, name, r):
    forward, gradient = timings.median(name, FORWARD), timings.median(name, GRADIENT)
    if forward is None:
        return "–"
    best_forward = r["family"] != "advect" and name == timings.best(r["family"], None, FORWARD)
    best_gradient = r["family"] != "advect" and name == timings.best(r["family"], r["gradient"], GRADIENT)
    return f"{emphasized(forward, best_forward)} / {emphasized(gradient, best_gradient)}"


def emphasized(ms, best):
    digits = f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"
    return f"**{digits}**" if best else digits


def share_cell(r):
    return f"{r['gflops']:.0f} ({100 * r['peak_share']:.0f} %)" if r.get("gflops") and r.get("peak_share") else ""


def ratio_table(by_size):
    """How much longer the best peer takes than advect, and a plain sentence on where advect is the slower one."""
    yield "\nTimes faster than the best peer: median of paired ratios (smallest–largest); below 1 Advect is slower.\n"
    yield row("against", *by_size)
    yield row("---", *["--:"] * len(by_size))
    slower = []
    for words, what, program, family, kind in RIVALS:
        cells = []
        for size, timings in by_size.items():
            ratios = timings.ratios(program, timings.best(family, kind, what), what)
            cells.append(ratio_cell(ratios))
            if ratios and statistics.median(ratios) < 1:
                slower.append(f"{size} {words} ({statistics.median(ratios):.2f})")
        if any(cells):
            yield row(words, *cells)
    yield f"\nAdvect is slower at: {'; '.join(slower)}." if slower else "\nAdvect is slower nowhere in this table."


def ratio_cell(ratios):
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else ""


def row(*cells):
    return "| " + " | ".join(cells) + " |"
