"""What is trained: works with a short budget each, and arms, each of which changes one thing."""
from typing import NamedTuple

EVERYWHERE = {
    "evaluate.grid": 2,
    "evaluate.check-points": 20,
}


class Work(NamedTuple):
    """An experiment and its short budget."""

    iterations: int
    adam: str  # without Muon: a rate that suits the width
    few: str  # fixed steps of a solver, for early iterations
    batch: int = 256
    training: dict = {}  # as in the experiment, but for iterations, which cannot stand beside phases
    table: str = ""
    data: str = ""  # the group, if it is not that of the experiment

    @property
    def is_table(self):
        return bool(self.table)


def muon(decay, rate="5e-3"):
    return f"{{muon: {{weight-decay: {decay}, adam: {{rate: {rate}, weight-decay: {decay}}}}}}}"


WORKS = {
    "pinwheel": Work(600, "{rate: 1e-2}", "{method: rk4, steps: 4}"),
    "checkerboard": Work(600, "{rate: 1e-2}", "{method: rk4, steps: 4}"),
    "power-plant": Work(
        500, "{rate: 5e-3, weight-decay: 0.1}", "{method: rk4, steps: 2}",
        training={"optimizer": muon(0.1)},
        table="uci_power-plant.txt",
    ),
    "wine-red": Work(
        500, "{rate: 2e-3, weight-decay: 0.1}", "{method: rk4, steps: 2}", batch=128,
        training={"noise": 0.1, "optimizer": muon(0.1, "2e-3")},
        table="uci_wine-quality-red.txt",
    ),
    "miniboone": Work(
        300, "{rate: 5e-3, weight-decay: 0.3}", "{method: rk4, steps: 1}",
        training={"average": 0.98, "noise": "{from: 0.6, to: 0.03}", "optimizer": muon(0.3)},
        table="miniboone_val.npy",
        data="{{table: '{file}', split: {{validation: 0.2, test: 0.1}}, preprocessing: {{margins: auto}}}}",
    ),
}


def phases(*phases):
    return {"phases": "[" + ", ".join(f"{{{phase}}}" for phase in phases) + "]"}


def default(work):
    return {"iterations": work.iterations}


def longer(work):
    return {"iterations": round(1.1 * work.iterations)}


def adam(work):
    return default(work) | {"optimizer": f"{{adam: {work.adam}}}"}


def members(work):
    return {"iterations": work.iterations // 5, "members": 5}


def matching(work):
    return {"objective": "flow-matching", "iterations": 4 * work.iterations}


def matching_first(work):
    n = work.iterations
    return phases(f"objective: flow-matching, iterations: {2 * n}", f"iterations: {n // 2}")


def two_phases(work):
    n = work.iterations // 2
    return phases(f"iterations: {n}, schedule: constant", f"iterations: {n}")


def linear(work):
    return default(work) | {"schedule": f"{{linear: {{warm-up: 20, warm-down: {work.iterations // 2}}}}}"}


def growing(work):
    n, b = work.iterations, work.batch
    early = (f"iterations: {n}, batch: {b // 4}", f"iterations: {n // 2}, batch: {b // 2}")
    return phases(*(f"{phase}, schedule: constant" for phase in early), f"iterations: {n // 2}")


def few_steps(work):
    n = work.iterations // 2
    return phases(f"iterations: {n}, schedule: constant, solver: {work.few}", f"iterations: {n}")


def cost(kind, weight):
    return lambda work: default(work) | {"costs": f"{{{kind}: {weight}}}"}


class Arm(NamedTuple):
    """A change of the training group, or of the margins of a table."""

    words: str
    training: object
    margins: str = "auto"
    tables_only: bool = False


ARMS = {
    "default": Arm("Muon, margins auto, 1 member, likelihood, no cost", default),
    "longer": Arm("a tenth more iterations", longer),
    "adam": Arm("Adam", adam),
    "plain": Arm("margins plain", default, "plain", True),
    "adam-plain": Arm("Adam, margins plain", adam, "plain", True),
    "members": Arm("5 members of a fifth of the iterations", members),
    "matching": Arm("flow matching, 4 times the iterations", matching),
    "matching-first": Arm("flow matching (2 times the iterations), then likelihood (half)", matching_first),
    "two-phases": Arm("likelihood in two phases, the first at a constant rate", two_phases),
    "linear": Arm("a constant rate, then down by a line in the second half", linear),
    "growing": Arm("batches grow: a quarter, half, all; as many points", growing),
    "few-steps": Arm("few fixed steps in the first of two phases", few_steps),
    "kinetic": Arm("kinetic cost 0.01", cost("kinetic", "0.01")),
    "jacobian": Arm("Jacobian cost 0.01", cost("jacobian", "0.01")),
    "kinetic-0.1": Arm("kinetic cost 0.1", cost("kinetic", "0.1"), tables_only=True),
    "jacobian-0.1": Arm("Jacobian cost 0.1", cost("jacobian", "0.1"), tables_only=True),
    "kinetic-1": Arm("kinetic cost 1", cost("kinetic", "1"), tables_only=True),
    "jacobian-1": Arm("Jacobian cost 1", cost("jacobian", "1"), tables_only=True),
}


def group(keys):
    return "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"


def settings(name, arm, seed):
    """What `advect run` is told besides where the data is."""
    work, choice = WORKS[name], ARMS[arm]
    validation = f"{{every: {max(25, work.iterations // 8)}}}"
    training = {"batch": work.batch, "validation": validation} | work.training | choice.training(work)
    chosen = EVERYWHERE | {"seed": seed, "training": group(training)}
    if not work.is_table:
        return chosen | {"evaluate.samples": 5000}
    margins = {"data.preprocessing.margins": choice.margins}
    return chosen | margins | {"evaluate.samples": 500, "evaluate.solver.tolerance": "1e-4"}


def of_data(name, folder):
    """Where the table is."""
    work = WORKS[name]
    if not work.is_table:
        return {}
    file = folder / work.table
    return {"data": work.data.format(file=file)} if work.data else {"data.table": str(file)}
