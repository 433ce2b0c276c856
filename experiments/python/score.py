"""Log densities of a CSV's rows, in the units of its columns: score.py MODEL.safetensors ROWS.csv (mlp fields, any base)"""
import csv, json, math, sys
import numpy as np
from safetensors import safe_open

np.seterr(divide="ignore")  # the log of a share of nothing

with safe_open(sys.argv[1], framework="numpy") as file, open(sys.argv[2], newline="") as text:
    flow, names, tree = (json.loads(file.metadata()[key]) for key in ("flow", "columns", "preprocessing"))
    p, rows = {name: file.get_tensor(name) for name in file.keys()}, list(csv.DictReader(text))
last, s, kind = len(flow["field"]["hidden"]), lambda v: np.exp(-np.logaddexp(0, -v)), flow["field"]["activation"]
value, slope = {"tanh": (np.tanh, lambda v: 1 - np.tanh(v) ** 2), "softplus": (lambda v: np.logaddexp(0, v), s),
                "sigmoid": (s, lambda v: s(v) * s(-v)), "silu": (lambda v: v * s(v), lambda v: s(v) * (1 + v * s(-v))),
                "elu": (lambda v: np.where(v < 0, np.expm1(v), v), lambda v: np.exp(np.minimum(v, 0)))}[kind]

def coordinates(name, levels=None, lattice=None, treatment={"kind": "identity"}):
    if levels:  # a unit vector a level
        hits = np.array([[row[name] == level for row in rows] for level in levels])
        return np.where(hits.any(0), hits, np.nan), 0
    x = np.array([float(row[name]) for row in rows])
    if lattice:  # a rounded value stands for the middle of its cell, and no other number can be one
        units = np.round(x * 10 ** lattice["decimals"])
        v = np.where((units - lattice["offset"]) % lattice["step"] == 0, units / 10 ** lattice["decimals"], np.nan)
        x = np.where((abs(x - v) <= 4 * np.spacing(abs(v))) | (x == np.float32(v)), v, np.nan)
    if treatment["kind"] == "identity": return x[None], 0
    if treatment["kind"] == "histogram":  # the logit of F = 0.999 counts + 0.001 logistic, in logs for values far out
        shares, place = np.array(treatment["cumulative"]), (x - treatment["edge"]) / treatment["width"]
        z, minus = (x - treatment["centre"]) / treatment["scale"], lambda v: -np.logaddexp(0, v)
        mass = np.diff(shares)[np.nan_to_num(place).clip(0, len(shares) - 2).astype(int)]
        mass = mass * ((0 < place) & (place < len(shares) - 1)) / treatment["width"]
        counts = [np.interp(place, np.arange(len(shares)), share) for share in (shares, 1 - shares)] + [mass]
        logistic = [minus(-z), minus(z), minus(z) + minus(-z) - np.log(treatment["scale"])]
        below, above, steep = np.logaddexp(np.log(0.999 * np.array(counts)), np.log(0.001) + np.array(logistic))
        return np.array([below - above]), steep - below - above
    above, below = x - treatment["low"], treatment.get("high", np.inf) - x  # logit if it has both, else log
    return np.log([above / (below if "high" in treatment else 1)]), np.log(1 / above + 1 / below)

def velocity_and_trace(t, z):
    h, e = z, np.broadcast_to(np.eye(z.shape[1]), (*z.shape, z.shape[1]))  # [row][feature], [row][tangent][feature]
    for i in range(last + 1):
        w = p[f"layers.{i}.weight"].T
        h, e = h @ w + p[f"layers.{i}.bias"] + p.get(f"layers.{i}.time", 0) * t, e @ w
        h, e = (h, e) if i == last else (value(h), e * slope(h)[:, None])
    return np.column_stack([h, np.trace(e, axis1=1, axis2=2)])

def base_log_density(z):
    kind = flow["base"] if isinstance(flow["base"], str) else flow["base"]["type"]
    if kind == "standard-normal": return -(z ** 2 + np.log(2 * np.pi)).sum(1) / 2
    if kind == "student-t":  # a coordinate's tails have nu degrees of freedom
        nu = np.exp(p["base.log_nu"]).clip(0.25, 1e8)
        growth = [math.lgamma(a + 0.5) - math.lgamma(a) if a < 1e4 else math.log(a) / 2 - 1 / (8 * a) for a in nu / 2]
        spread = np.logaddexp(0, 2 * np.log(abs(z) / np.sqrt(nu)))  # log(1 + z^2 / nu), where z^2 may overflow
        return (growth - np.log(nu * np.pi) / 2 - (nu + 1) / 2 * spread).sum(1)
    s = {"multivariate-normal": "", "normal-mixture": "s"}[kind]
    logits, terms = p.get("base.logits", np.zeros(1)), []
    for parts in zip(*(np.atleast_2d(p[f"base.{name}{s}"]) for name in ("mean", "log_diagonal", "below_diagonal"))):
        mean, log_diagonal, below = parts
        lower = np.diag(np.exp(log_diagonal))
        lower[np.tril_indices(dim, -1)] = below
        y = np.linalg.solve(lower, (z - mean).T)
        terms.append(-(y ** 2 + np.log(2 * np.pi)).sum(0) / 2 - log_diagonal.sum())
    return np.logaddexp.reduce(np.array(terms) + (logits - np.logaddexp.reduce(logits))[:, None], axis=0)

def log_density(z, steps):
    y, h, f = np.column_stack([z, np.zeros(len(z))]), -flow["end"] / steps, lambda t, y: velocity_and_trace(t, y[:, :-1])
    for t in flow["end"] + h * np.arange(steps):  # classical Runge-Kutta from data to base
        k1 = f(t, y); k2 = f(t + h / 2, y + h / 2 * k1); k3 = f(t + h / 2, y + h / 2 * k2); k4 = f(t + h, y + h * k3)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y[:, -1] + base_log_density(y[:, :-1])

points, jacobians = zip(*(coordinates(**column) for column in tree.get("columns", [{"name": name} for name in names])))
dim = flow["field"]["dim"]
linear = {"shift": 0, "scale": 1, "eigenvalues": 1, "eigenvectors": np.eye(dim)} | tree.get("linear", {})
z = (np.vstack(points).T - linear["shift"]) / linear["scale"] @ np.reshape(linear["eigenvectors"], (dim, dim))
z = (z / np.sqrt(linear["eigenvalues"]) - p["standardization.shift"]) / p["standardization.scale"]
scales = sum(np.log(scale).sum() for scale in (linear["scale"], np.sqrt(linear["eigenvalues"]), p["standardization.scale"]))
logp, steps = log_density(z, 50), 100
while not np.allclose(logp, better := log_density(z, steps), 1e-8, 1e-8, equal_nan=True): logp, steps = better, 2 * steps
if np.isnan(better).any(): sys.exit(f"row {np.isnan(better).argmax() + 1} has a value that its column cannot have")
print("\n".join(map(repr, map(float, better + sum(jacobians) - scales))))
