"""Writes what ablation.py measured as Markdown, and draws the curves of validation."""
import json
import statistics

from arms import ARMS, WORKS

# of a picture: the arms that differ most in how training goes
DRAWN = {
    "default": "black",
    "adam": "tab:orange",
    "plain": "tab:olive",
    "matching": "tab:cyan",
    "matching-first": "tab:blue",
    "linear": "tab:pink",
    "growing": "tab:green",
    "few-steps": "tab:red",
    "kinetic-0.1": "tab:purple",
    "jacobian-0.1": "tab:brown",
}
PEERS = {"power-plant", "wine-red"}  # whose test rows are those of results/tables.md

HEAD = """# What choices of training are worth

Written by `experiments/ablation/ablation.py`. Each row is a short training that changes one thing of the default:
{default}. [choosing.md](../docs/choosing.md) says what follows.

- `validation`: the best NLL of the validation points in the training, in nats, of seed {seeds} where there is more than one.
  A seed has rows and noise of its own, so differences from the default are of equal seeds; below 0 an arm is better. Of several
  members the mean has an NLL of test rows alone.
- `s`: CPU seconds of the process until training ended, some 4 s of start included. Other work shared the core, which
  moves them by a second or two.
- NFE: evaluations of the field, in training those of a solve and its gradient, then those of a log density; `rows/s`: the
  fastest scoring in wall-clock seconds, which sharing a core has slowed by up to a half. NFE tells more.

There are no blends and no early stopping. Settings and commands are in `ablation.json`. {machine}.

![Validation NLL against seconds](ablation.png)
"""


def mean(entries, value):
    values = [value(entry) for entry in entries]
    return None if any(v is None or v != v for v in values) else statistics.mean(values)


def number(value, digits):
    return "–" if value is None else f"{value:.{digits}f}"


def differences(entries, default, value):
    """From the default of the same seed, seed by seed."""
    by_seed = {entry["seed"]: value(entry) for entry in default}
    found = [value(e) - by_seed[e["seed"]] for e in entries if e["seed"] in by_seed and value(e) is not None]
    return ", ".join(f"{d:+.3f}" for d in found) or "–"


def solves(entry):
    """Evaluations of an iteration, there and back; flow matching has none."""
    nfe = entry["nfe"]
    return nfe["train_forward"] + nfe["train_backward"] if nfe.get("train_forward") is not None else None


def row(arm, entries, default, judged):
    is_default = entries is default
    cells = [
        ARMS[arm].words,
        ", ".join(number(e["validation_nll"], 3) for e in entries),
        "–" if is_default else differences(entries, default, lambda e: e["validation_nll"]),
        ", ".join(number(e[judged], 3) for e in entries),
        "–" if is_default else differences(entries, default, lambda e: e[judged]),
        number(mean(entries, lambda e: e["train_cpu_seconds"]), 1),
        number(mean(entries, solves), 1),
        number(mean(entries, lambda e: e["nfe"]["density"]), 1),
        number(max(e["score_points_per_second"] for e in entries), 0),
    ]
    return "| " + " | ".join(cells) + " |"


def section(name, entries, folder):
    judged, words = ("test_nll", "test NLL") if WORKS[name].is_table else ("kl", "KL on fresh points")
    lines = ["", f"## {name}", "", f"{WORKS[name].iterations} iterations of {WORKS[name].batch} points where nothing else is said.", ""]
    lines += [f"| arm | validation | minus the default's | {words} | minus the default's | s | NFE of training | NFE of a score | rows/s |"]
    lines += ["|---|" + "--:|" * 8]
    default = [e for e in entries if e["arm"] == "default"]
    for arm in ARMS:
        found = default if arm == "default" else [e for e in entries if e["arm"] == arm]
        if found:
            lines.append(row(arm, found, default, judged))
    return lines + peers(name, folder)


def peers(name, folder):
    """Test NLL of others on the same rows."""
    file = folder / "tables.json"
    if name not in PEERS or not file.exists():
        return []
    found = [e for e in json.loads(file.read_text())["entries"] if e["table"] == name and e["seed"] == 1 and e["peer"] != "Advect"]
    words = [f"{e['peer']} {-e['logp']:.3f} ({e['train_cpu_seconds']:.0f} s)" for e in found]
    return ["", "Peers on the test rows of seed 1, trained longer ([tables.md](tables.md)): " + ", ".join(words) + "."] if words else []


def page(entries, folder):
    machine, versions = entries[0]["machine"], entries[0]["versions"]
    place = f"One core of: {machine['cpu']}; Advect {versions['advect']}, Java {versions['java']}"
    seeds = " and ".join(str(seed) for seed in sorted({e["seed"] for e in entries}))
    lines = [HEAD.format(default=ARMS["default"].words, seeds=seeds, machine=place).rstrip()]
    for name in WORKS:
        own = [e for e in entries if e["work"] == name]
        if own:
            lines += section(name, own, folder)
    return "\n".join(lines) + "\n"


def draw(entries, file):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = [name for name in WORKS if any(e["work"] == name for e in entries)]
    figure, panels = pyplot.subplots(1, len(names), figsize=(3.4 * len(names), 4), layout="constrained", squeeze=False)
    for panel, name in zip(panels[0], names):
        own = [e for e in entries if e["work"] == name and e["seed"] == 1 and e["arm"] in DRAWN]
        for e in own:
            scale = e["train_cpu_seconds"] / e["train_seconds"] if len(e["curve"]) > 1 else 1
            seconds, nll = [scale * point[1] for point in e["curve"]], [point[2] for point in e["curve"]]
            panel.plot(seconds, nll, color=DRAWN[e["arm"]], label=e["arm"], linewidth=1.4, marker="o", markersize=2.5)
        least = min(point[2] for e in own for point in e["curve"])
        default = next(e for e in own if e["arm"] == "default")["curve"]
        span = default[len(default) // 4][2] - least
        panel.set(title=name, xlabel="CPU seconds", ylim=(least - 0.05 * span, least + 1.2 * span), xlim=(0, None))
        panel.grid(True, color="0.9")
    panels[0][0].set_ylabel("validation NLL, nats")
    handles = {label: handle for panel in panels[0] for handle, label in zip(*panel.get_legend_handles_labels())}
    figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=4, frameon=False)
    figure.savefig(file, dpi=90)


def write(entries, folder):
    if not entries:
        return
    (folder / "ablation.md").write_text(page(entries, folder))
    try:
        draw(entries, folder / "ablation.png")
    except ImportError:
        print("no picture, since there is no matplotlib")
