"""The work every program is timed on: sizes, closed-form weights, inputs and noise, and the answers they must give."""
import json
import math
import statistics
import time
from typing import NamedTuple

import numpy as np

STEPS = 20  # equal steps of Kutta's 3/8 rule over [0, 1]: 80 field evaluations
ADJOINT, BACKPROP = "adjoint", "backprop"  # a second solve backwards, or the derivative of the solve's own steps


class Size(NamedTuple):
    dim: int
    width: int
    hidden_layers: int
    batch: int
    exact_trace: bool  # otherwise Hutchinson with one fixed probe

    def layers(self):
        """(in, out) of every linear layer; the time is one more input of each."""
        widths = [self.dim] + [self.width] * self.hidden_layers + [self.dim]
        return list(zip(widths, widths[1:]))


SIZES = {
    "A100": Size(2, 64, 3, 100, True),
    "A512": Size(2, 64, 3, 512, True),
    "A2048": Size(2, 64, 3, 2048, True),
    "B512": Size(8, 256, 3, 512, False),
    "C1000": Size(43, 860, 2, 1000, False),
}


def parameters(size):
    """[(weight, bias)] in float64: 1.5 sin(0.1 + 1.3 k) / sqrt(inputs), k counting through all parameters in order.

    A weight is [out][1 + in]; its first column multiplies the time.
    """
    layers, k = [], 0
    for inputs, outputs in size.layers():
        inputs += 1
        scale = 1.5 / math.sqrt(inputs)
        wave = scale * np.sin(0.1 + 1.3 * np.arange(k, k + outputs * inputs + outputs))
        k += wave.size
        layers.append((wave[: outputs * inputs].reshape(outputs, inputs), wave[outputs * inputs :]))
    return layers


def inputs(size):
    """Points and probe of signs, both [batch][dim] in float64."""
    i = np.arange(size.batch * size.dim).reshape(size.batch, size.dim)
    return 1.5 * np.sin(0.2 + 0.7 * i), np.where(np.sin(0.3 + 2.1 * i) >= 0, 1.0, -1.0)


# (loss, gradient norm) in float64, to nine digits
ANSWERS = {
    "A100": (4.03796473, 13.6105986),
    "A512": (4.03282207, 13.5448946),
    "A2048": (4.03308770, 13.5410751),
    "B512": (12.3276791, 22.3480341),
    "C1000": (64.2332758, 31.0169522),
}
NINE_DIGITS = 5e-9  # relative: half a unit in the last digit above


def tolerance(precision):
    """Relative: the table's digits, and the rounding of a few hundred dependent operations, taken as 100 units."""
    return NINE_DIGITS + 100 * float(np.finfo(precision).eps)


def require_answers(size, precision, loss, gradient_norm):
    for what, got, expected in zip(("loss", "gradient norm"), (loss, gradient_norm), ANSWERS[size]):
        if not math.isclose(got, expected, rel_tol=tolerance(precision)):
            raise AssertionError(f"{size} {precision}: {what} is {got:.9g}, expected {expected:.9g}")


def median_ms(work, repetitions):
    """Median wall time of work(), which must not return before its result is there; a fifth more runs warm up."""
    times = []
    for _ in range(repetitions + max(2, repetitions // 5)):
        start = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - start))
    return round(statistics.median(times[-repetitions:]), 3)


def add_arguments(parser, variants):
    parser.add_argument("--size", choices=SIZES, default="A512")
    parser.add_argument("--precision", choices=["float32", "float64"], default="float32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--variant", choices=variants, default=next(iter(variants)))
    parser.add_argument("--repetitions", type=int, default=20)


def report(options, gradient, loss, gradient_norm, forward, forward_gradient, versions):
    """Checks the answers, times both works and prints the JSON line."""
    require_answers(options.size, options.precision, loss, gradient_norm)
    print(json.dumps({
        "size": options.size,
        "precision": options.precision,
        "threads": options.threads,
        "gradient": gradient,
        "variant": options.variant,
        "loss": loss,
        "gradient_norm": gradient_norm,
        "forward_ms": median_ms(forward, options.repetitions),
        "forward_gradient_ms": median_ms(forward_gradient, options.repetitions),
        "versions": versions,
    }), flush=True)
