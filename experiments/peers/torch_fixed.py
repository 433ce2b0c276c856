"""Times the fixed work with PyTorch + torchdiffeq; one JSON line."""
import argparse
import platform

import numpy as np
import torch
import torchdiffeq

import fixed_work
from torch_flow import AutogradTrace, Mlp, TangentTrace, log_density, unit_probes

# variant: (how the trace is made, how the gradient is, whether torch.compile takes the trace)
VARIANTS = {
    "autograd": (AutogradTrace, fixed_work.ADJOINT, False),
    "jvp": (TangentTrace, fixed_work.ADJOINT, False),
    "compiled": (TangentTrace, fixed_work.ADJOINT, True),
    "backprop": (AutogradTrace, fixed_work.BACKPROP, False),
    "backprop-jvp": (TangentTrace, fixed_work.BACKPROP, False),
    "backprop-compiled": (TangentTrace, fixed_work.BACKPROP, True),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    fixed_work.add_arguments(parser, VARIANTS)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    size = fixed_work.SIZES[options.size]
    trace, gradient, compiled = VARIANTS[options.variant]

    def tensor(array):
        return torch.from_numpy(array).to(getattr(torch, options.precision))

    field = Mlp([size.dim] + [size.width] * size.hidden_layers + [size.dim]).to(getattr(torch, options.precision))
    for layer, (weight, bias) in zip(field.layers, fixed_work.parameters(size)):
        layer.weight.data, layer.bias.data = tensor(weight), tensor(bias)
    x, signs = map(tensor, fixed_work.inputs(size))
    flow = trace(field)
    flow.probe = unit_probes(x) if size.exact_trace else signs.unsqueeze(0)
    if compiled:
        flow.forward = torch.compile(flow.forward)  # of the tangents only: double backward is not supported there

    def loss(adjoint=True):
        step = dict(step_size=1 / fixed_work.STEPS)
        return -log_density(flow, x, method="rk4", options=step, adjoint=adjoint).mean()

    def forward():
        with torch.no_grad():
            return loss()

    def forward_gradient():
        flow.zero_grad()
        value = loss(adjoint=gradient == fixed_work.ADJOINT)
        value.backward()
        return value.item()

    value = forward_gradient()
    norm = float(np.sqrt(sum(float(p.grad.double().square().sum()) for p in flow.parameters())))
    versions = {
        "torch": torch.__version__,
        "torchdiffeq": torchdiffeq.__version__,
        "python": platform.python_version(),
    }
    fixed_work.report(options, gradient, value, norm, forward, forward_gradient, versions)


if __name__ == "__main__":
    main()
