"""Writes what was found of known densities as Markdown."""
import statistics

from laws import FRESH, LAWS, ROWS

HEAD = f"""# Known densities

`advect train` at its defaults (`--atoms` for columns with zeros) on tables that were drawn from a known density: {ROWS:,} rows, of
which it takes a tenth each for validation and test, and its log density of {FRESH:,} fresh rows beside the truth. KL is the mean of
log p(x) - log q(x) in nats a row, p the truth and q the model, the median over seeds; ± is the largest standard error of one of
them. Seconds are CPU, from the start of the program to the end of training, the pilot's included. Missed promises are in bold. Written by
`experiments/known/known.py`; `laws.py` has the densities. Names that end in -3 are three columns with a Gaussian copula, skewed-18
is 18 log-normal columns about a space of 3.

Where there are zeros the measure is mixed: log p of a zero is a log probability. A model's masses need not sum to 1 to the digits
shown here, since a zero is scored by the mean over five places of its interval, so that a KL of these tables can be below 0.
"""


def page(entries):
    lines = [HEAD, *table(entries)]
    lines += ["", "## Tails", "", *tails(entries)]
    lines += ["", "## What was chosen", "", *choices(entries), "", *machines(entries)]
    return "\n".join(lines) + "\n"


def by_law(entries):
    return {name: found for name in LAWS if (found := [entry for entry in entries if entry["table"] == name])}


def median(found, name):
    return statistics.median(entry[name] for entry in found)


def bold_if(missed, words):
    return f"**{words}**" if missed else words


def row(*cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def table(entries):
    yield row("table", "columns", "seeds", "KL", "±", "of each seed", "promised", "training, s", "promised", "unscored")
    yield row("---", *["--:"] * 9)
    for name, found in by_law(entries).items():
        law = LAWS[name]
        kl, seconds = median(found, "kl"), median(found, "train_cpu_seconds")
        yield row(
            name,
            law.dim,
            len(found),
            bold_if(abs(kl) > law.nats, f"{kl:.4f}"),
            f"{max(entry['kl_se'] for entry in found):.4f}",
            ", ".join(f"{entry['kl']:.4f}" for entry in found),
            law.nats,
            bold_if(seconds > law.seconds, f"{seconds:.0f}"),
            f"{law.seconds:.0f}",
            sum(entry["unscored"] for entry in found),
        )


def tails(entries):
    yield "log q - log p at ten times the least and the greatest of the rows, nats; 1 is promised for Cauchy."
    yield ""
    yield row("table", "seed", "below", "above")
    yield row("---", "--:", "--:", "--:")
    for entry in entries:
        if "tail" in entry:
            missed = entry["table"] == "cauchy"
            yield row(entry["table"], entry["seed"], *(bold_if(missed and abs(off) > 1, f"{off:.2f}") for off in entry["tail"]))


def choices(entries):
    yield "Zeros: mean log q - log p of rows that have one. NLL: of the run's own test rows, beside those of baselines."
    yield ""
    yield row("table", "seed", "transforms", "layers", "chosen by the pilot", "shares of fits", "zeros", "NLL", "Gaussian", "mixture", "kernel")
    yield row("---", "--:", "---", "---", "---", "---", "--:", "--:", "--:", "--:", "--:")
    for entry in entries:
        transforms = ", ".join(f"{count} {kind}" for kind, count in entry["transforms"].items())
        shares = ", ".join(f"{method} {weight:.2f}" for method, weight in entry["blend"].items())
        zeros = f"{entry['zeros']:.4f}" if "zeros" in entry else ""
        rivals = [f"{entry['rivals'][m]:.3f}" if m in entry["rivals"] else "" for m in ("gaussian", "mixture", "kernel")]
        pilot = ", ".join(entry["pilot"])
        yield row(entry["table"], entry["seed"], transforms, "×".join(map(str, entry["hidden"])), pilot, shares, zeros, f"{entry['nll']:.3f}", *rivals)


def machines(entries):
    for machine in sorted({(entry["machine"], entry["versions"]["advect"], entry["versions"]["java"]) for entry in entries}):
        yield "{}, one core, 1 thread; Advect {}, Java {}.".format(*machine)
