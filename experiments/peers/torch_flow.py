"""A continuous normalizing flow in PyTorch + torchdiffeq: fields, two ways to their trace, and the log density."""
import math

import torch
from torch import nn
from torchdiffeq import odeint, odeint_adjoint


class Mlp(nn.Module):
    """Linear layers that see [t, x], with tanh between them."""

    def __init__(self, widths):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(1 + i, o) for i, o in zip(widths, widths[1:]))

    def forward(self, t, x):
        time = t.to(x.dtype).expand(len(x), 1)
        for i, layer in enumerate(self.layers):
            x = layer(torch.cat([time, torch.tanh(x) if i else x], 1))
        return x

    def with_tangents(self, t, x, probe):
        """The field at x, and its derivative along every probe[k]: [k][batch][dim]."""
        t, tangents = t.to(x.dtype), probe
        for i, layer in enumerate(self.layers):
            weight = layer.weight[:, 1:]
            if i:
                x = torch.tanh(x)
                tangents = tangents * (1 - x * x)
            x = nn.functional.linear(x, weight, torch.addcmul(layer.bias, t, layer.weight[:, 0]))
            tangents = nn.functional.linear(tangents, weight)
        return x, tangents


class ConcatSquash(nn.Module):
    """FFJORD's field: layers (W x + b) * sigmoid(g t + h) + c t, with tanh between them."""

    def __init__(self, widths):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(widths, widths[1:]))
        self.gates = nn.ModuleList(nn.Linear(1, o) for o in widths[1:])
        self.shifts = nn.ModuleList(nn.Linear(1, o, bias=False) for o in widths[1:])

    def forward(self, t, x):
        time = t.to(x.dtype).reshape(1, 1)
        for i, (layer, gate, shift) in enumerate(zip(self.layers, self.gates, self.shifts)):
            x = layer(torch.tanh(x) if i else x) * torch.sigmoid(gate(time)) + shift(time)
        return x


class AutogradTrace(nn.Module):
    """(x, log p) -> (f, -tr df/dx) by one vector-Jacobian product per probe; derivatives of it are double backward."""

    def __init__(self, field):
        super().__init__()
        self.field, self.probe = field, None

    def forward(self, t, state):
        differentiable = torch.is_grad_enabled()
        with torch.enable_grad():
            x = state[0] if differentiable and state[0].requires_grad else state[0].detach().requires_grad_()
            f = self.field(t, x)
            trace = 0
            for k, probe in enumerate(self.probe):
                keep = differentiable or k + 1 < len(self.probe)
                cotangent = probe.expand_as(f)
                (product,) = torch.autograd.grad(f, x, cotangent, create_graph=differentiable, retain_graph=keep)
                trace = trace + (product * probe).sum(1)
        return (f, -trace) if differentiable else (f.detach(), -trace.detach())


class TangentTrace(nn.Module):
    """The same by tangents carried forward beside the values, so that plain backward differentiates it."""

    def __init__(self, field):
        super().__init__()
        self.field, self.probe = field, None

    def forward(self, t, state):
        f, tangents = self.field.with_tangents(t, state[0], self.probe)
        return f, -(tangents * self.probe).sum((0, 2))


def unit_probes(x):
    """One probe per axis: the trace is exact. [dim][1][dim], the same for every row."""
    return torch.eye(x.shape[1], dtype=x.dtype).unsqueeze(1)


def log_density(flow, x, method, end=1.0, adjoint=True, **solver):
    """log p of every row of x. The adjoint solve leaves the parameters out of its error norm ("seminorm")."""
    times = torch.tensor([0.0, end], dtype=x.dtype)
    start = (x, torch.zeros_like(x[:, 0]))
    if adjoint and torch.is_grad_enabled():
        backwards = dict(solver.get("options") or {}, norm="seminorm")
        z, change = odeint_adjoint(flow, start, times, method=method, adjoint_options=backwards, **solver)
    else:
        z, change = odeint(flow, start, times, method=method, **solver)
    z = z[-1]
    return -0.5 * (z * z).sum(1) - 0.5 * z.shape[1] * math.log(2 * math.pi) - change[-1]
