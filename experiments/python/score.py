"""Log densities of the rows of a CSV under an Advect model of kind mlp: score.py MODEL.safetensors POINTS.csv"""
import json, sys
import numpy as np
from safetensors import safe_open

with safe_open(sys.argv[1], framework="numpy") as file:
    flow, p = json.loads(file.metadata()["flow"]), {name: file.get_tensor(name) for name in file.keys()}
x, last, steps = np.loadtxt(sys.argv[2], delimiter=",", ndmin=2), len(flow["field"]["hidden"]), 400
value, slope = {"tanh": (np.tanh, lambda v: 1 - np.tanh(v) ** 2),
                "softplus": (lambda v: np.logaddexp(0, v), lambda v: 1 / (1 + np.exp(-v)))}[flow["field"]["activation"]]

def velocity_and_trace(t, z):
    h, e = z, np.broadcast_to(np.eye(z.shape[1]), (*z.shape, z.shape[1]))  # [sample][feature], [sample][tangent][feature]
    for i in range(last + 1):
        w = p[f"layers.{i}.weight"].T
        h, e = h @ w + p[f"layers.{i}.bias"] + p.get(f"layers.{i}.time", 0) * t, e @ w
        h, e = (h, e) if i == last else (value(h), e * slope(h)[:, None])
    return np.column_stack([h, np.trace(e, axis1=1, axis2=2)])

y, h, f = np.column_stack([(x - p["standardization.shift"]) / p["standardization.scale"], np.zeros(len(x))]), -flow["end"] / steps, lambda t, y: velocity_and_trace(t, y[:, :-1])
for t in flow["end"] + h * np.arange(steps):  # classical Runge-Kutta from data to base
    k1 = f(t, y); k2 = f(t + h / 2, y + h / 2 * k1); k3 = f(t + h / 2, y + h / 2 * k2); k4 = f(t + h, y + h * k3)
    y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
logp = y[:, -1] - (y[:, :-1] ** 2 + np.log(2 * np.pi)).sum(1) / 2 - np.log(p["standardization.scale"]).sum()
print("\n".join(map(repr, map(float, logp))))
