"""Writes the comparison on tables as Markdown from its entries."""
import math
import statistics

HEAD = """# Densities of tables

Mean log density of the test rows, in nats and in the units of the table; higher is better. Rounded values are put at random
places of the cells they were rounded to. All programs had the same training, validation and test rows of a table, and the same
noise in the test rows; what they choose they choose by validation rows. Written by `experiments/peers/tables.py` on one core;
`experiments/peers/README.md` tells what the peers are and how they are trained.
"""
NAMES = {
    "Advect": "Advect, `advect train` by default",
    "NSF": "zuko, neural spline flow",
    "MAF": "zuko, masked autoregressive flow",
    "mixture": "scikit-learn, mixture of Gaussians",
    "kernel": "scikit-learn, kernel density",
}
WORDS = {
    "Advect": "Advect",
    "NSF": "the neural spline flow",
    "MAF": "the masked autoregressive flow",
    "mixture": "the mixture of Gaussians",
    "kernel": "the kernel density",
}
COLUMNS = "| program | seeds | log p | ± | CPU s of training | CPU s of the process | s for 10,000 scores |"
NOTES = """± is the standard error over the test rows of one seed. A seed also cuts the rows, so figures of several seeds are means over as
many splits; a table shows the seeds that all of its programs have. Advect's CPU seconds of training are those of its process up to
the end of training; the others' leave out the loading of libraries. Advect's process also draws pictures, checks itself and scores
all rows.
"""


def page(entries):
    parts = [HEAD]
    for table in dict.fromkeys(entry["table"] for entry in entries):
        parts += section(table, shared([entry for entry in entries if entry["table"] == table]))
    return "\n".join(parts + ["## Programs", "", NOTES, *programs(entries), ""])


def shared(entries):
    """By program, the entries of those seeds that all programs have; all entries if there is no such seed."""
    seeds = {}
    for entry in entries:
        seeds.setdefault(entry["peer"], set()).add(entry["seed"])
    common = set.intersection(*seeds.values()) or set.union(*seeds.values())
    return {peer: [e for e in entries if e["peer"] == peer and e["seed"] in common] for peer in seeds}


def section(table, peers):
    train, validation, test = next(iter(peers.values()))[0]["rows"]
    lines = [f"## {table}", "", f"{train:,} rows train, {validation:,} validate, {test:,} test.", ""]
    lines += [COLUMNS, "|---|--:|--:|--:|--:|--:|--:|"]
    lines += [row(peer, found) for peer, found in peers.items()]
    return [*lines, "", ahead(peers), ""]


def mean(found, name):
    return statistics.mean(entry[name] for entry in found)


def seconds(value):
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def row(peer, found):
    cells = [NAMES[peer], str(len(found)), f"{mean(found, 'logp'):.3f}", f"{mean(found, 'logp_se'):.3f}"]
    cells += [seconds(mean(found, name)) for name in ("train_cpu_seconds", "process_cpu")]
    return f"| {' | '.join(cells)} | {mean(found, 'score_seconds'):.2f} |"


def ahead(peers):
    """Who is ahead, and whether by more than the standard errors."""
    if len(peers) < 2 or len({tuple(e["seed"] for e in found) for found in peers.values()}) > 1:
        return "There is nothing to compare yet."
    first, second = sorted(peers, key=lambda peer: -mean(peers[peer], "logp"))[:2]
    differences = [a["logp"] - b["logp"] for a, b in zip(peers[first], peers[second])]
    error = math.hypot(mean(peers[first], "logp_se"), mean(peers[second], "logp_se")) / math.sqrt(len(differences))
    words = f"{WORDS[first]} is ahead, {statistics.mean(differences):.3f} nats a row above {WORDS[second]}, which is next"
    if len(differences) > 1:
        words += f" (above it in {sum(d > 0 for d in differences)} of {len(differences)} seeds)"
    doubt = "" if statistics.mean(differences) > error else ", a difference within their standard errors"
    return words[0].upper() + words[1:] + doubt + "."


def programs(entries):
    lines = []
    for peer, name in NAMES.items():
        found = [entry for entry in entries if entry["peer"] == peer]
        versions = sorted({", ".join(f"{key} {value}" for key, value in entry["versions"].items()) for entry in found})
        budgets = sorted({entry["seconds"] for entry in found} - {None})
        limit = f"; {' or '.join(f'{s:g}' for s in budgets)} CPU seconds for training" if budgets else ""
        if found:
            lines.append(f"- {name}: {'; '.join(versions)}{limit}")
    machines = sorted({entry["machine"] for entry in entries})
    return [*lines, "", f"Machine: {'; '.join(machines)}, one core."]
