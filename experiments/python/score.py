"""Log densities of a CSV's rows, in the units of its columns: score.py MODEL.safetensors ROWS.csv"""
import csv, json, math, sys
import numpy as np
from safetensors import safe_open

np.seterr(divide="ignore")  # the log of a share of nothing

with safe_open(sys.argv[1], framework="numpy") as file, open(sys.argv[2], newline="") as text:
    flow, names, tree = (json.loads(file.metadata()[key]) for key in ("flow", "columns", "preprocessing"))
    p, rows = {name: file.get_tensor(name) for name in file.keys()}, list(csv.DictReader(text))
softplus, s = lambda v: np.logaddexp(0, v), lambda v: np.exp(-np.logaddexp(0, -v))
activations = {"tanh": (np.tanh, lambda v: 1 - np.tanh(v) ** 2), "softplus": (softplus, s),
               "sigmoid": (s, lambda v: s(v) * s(-v)), "silu": (lambda v: v * s(v), lambda v: s(v) * (1 + v * s(-v))),
               "elu": (lambda v: np.where(v < 0, np.expm1(v), v), lambda v: np.exp(np.minimum(v, 0)))}
dim = len(next(tensor for name, tensor in p.items() if name.endswith("standardization.shift")))
if "context.shift" in p: sys.exit("the model is conditional: it needs a context with each row, which score.py does not take")

def unknown(what, kind):
    sys.exit(f"the model's {what} is of type {kind}, which score.py does not know; score by a program that has registered it")

def log_normal_tail(t):  # log of what the normal distribution has beyond t >= 0: erfc, then a continued fraction
    near, fraction = np.minimum(t, 20), np.maximum(t, 20)
    for k in range(40, 0, -1): fraction = np.maximum(t, 20) + k / fraction
    near = np.log([math.erfc(v / math.sqrt(2)) / 2 for v in near])
    return np.where(t < 20, near, -t ** 2 / 2 - np.log(2 * np.pi) / 2 - np.log(fraction))

def pareto(z, mass, slope, shape):  # beyond z >= 0: logs of the mass, and of the density there
    x = z * slope / mass
    log = np.log1p(np.maximum(shape * x, -1))
    far = np.log(mass) - (x if abs(shape) < 1e-12 else log / shape)
    return far, np.where(shape * x > -1, far + np.log(slope / mass) - np.where(shape * x > -1, log, 0), -np.inf)

def normal_quantile(below, above):  # from the logs of what is on either side
    tail = np.minimum(np.minimum(below, above), -np.log(2))
    y = np.sqrt(np.maximum(-2 * (tail + np.log(2)), 0))
    for _ in range(20):  # Newton's method in the log, from above
        log = log_normal_tail(y)
        y = np.maximum(y + (log - tail) * np.exp(log + y ** 2 / 2 + np.log(2 * np.pi) / 2), 0)
    return np.where(below < above, -y, y)

def counted(x, margin, edge, width, cells, rows):  # a part of a row a value goes from its cell to the curve
    once, twice, n = rows.count(1), rows.count(2), sum(rows)
    discount = (once + 0.5) / (once + 2 * twice + 1)
    cells, mass = np.array(cells), np.array(rows) - discount
    place = np.nan_to_num((x - edge) / width)
    i = np.searchsorted(cells, np.floor(place), "right") - 1
    inside, total = (place - cells[i]).clip(0, 1), np.append(0, np.cumsum(mass))
    left = np.where(i < 0, 0, total[i] + inside * mass[i])
    right = np.where(i < 0, total[-1], total[-1] - total[i + 1] + (1 - inside) * mass[i])
    slope = np.where((i >= 0) & (place < cells[i] + 1), mass[i] / width, 0)
    counts = np.log(np.array([left, right, slope]) / n)
    return np.logaddexp(np.log(discount * len(cells) / n) + margin, counts)

def normal_scores(x, knots, shares, slopes, lower, upper, weight, centre, scale, counts=None):
    k, p, d = np.array(knots), np.array(shares), np.array(slopes)
    i = (np.searchsorted(k, x, "right") - 1).clip(0, len(k) - 2)
    width, mass, inner = np.diff(k)[i], np.diff(p)[i], x.clip(k[0], k[-1])
    t, r, a, b = (inner - k[i]) / width, (k[i + 1] - inner) / width, d[i] * width / mass, d[i + 1] * width / mass
    whole = 1 + (a + b - 2) * t * r
    left = pareto(np.maximum(k[0] - x, 0), p[0], d[0], lower)
    right = pareto(np.maximum(x - k[-1], 0), 1 - p[-1], d[-1], upper)
    pick = lambda least, middle, greatest: np.where(x < k[0], least, np.where(x > k[-1], greatest, middle))
    spline = [pick(left[0], np.log(p[i] + mass * t * (t + a * r) / whole), np.log1p(-np.exp(right[0]))),
              pick(np.log1p(-np.exp(left[0])), np.log(1 - p[i + 1] + mass * r * (r + b * t) / whole), right[0]),
              pick(left[1], np.log(mass / width * (b * t ** 2 + 2 * t * r + a * r ** 2) / whole ** 2), right[1])]
    z, minus = (x - centre) / scale, lambda v: -np.logaddexp(0, v)
    wide = [minus(-z), minus(z), minus(z) + minus(-z) - np.log(scale)]
    margin = np.logaddexp(np.log1p(-weight) + np.array(spline), np.log(weight) + np.array(wide))
    below, above, steep = counted(x, margin, **counts) if counts else margin
    y = normal_quantile(below, above)
    return np.array([y]), steep + y ** 2 / 2 + np.log(2 * np.pi) / 2

def with_atoms(x, score, steep, width, score_of, u, values, shares, lowest, highest):  # others make room for them
    values, shares, n = np.array(values), np.array(shares), len(values)
    left, right = (score_of(values + side * width / 2)[0][0] for side in (-1, 1))  # an atom's own scores: its cell
    if lowest: left[0] = -np.inf
    if highest: right[-1] = np.inf
    start, stop, at = np.append(-np.inf, right), np.append(left, np.inf), (values < x[:, None]).sum(1)
    tail = lambda t: np.exp(log_normal_tail(np.maximum(t, 0)))
    mass = lambda a, b: np.where(a >= 0, tail(a) - tail(b), np.where(b <= 0, tail(-b) - tail(-a), 1 - tail(-a) - tail(b)))
    scale = (1 - shares.sum()) / mass(start, stop).sum()
    inner, s, far = scale * mass(start, stop), score.clip(start[at], stop[at]), np.log(scale) + log_normal_tail(abs(score))
    below, above = np.cumsum([0, *(inner[:-1] + shares)]), np.cumsum([0, *(inner[1:] + shares)[::-1]])[::-1]
    lower = np.log(below[at] + scale * mass(start[at], s))
    upper = np.log(above[at] + scale * mass(s, stop[at]))
    lower = np.where((s < 0) & (at == 0) & (start[0] == -np.inf), far, lower)
    upper = np.where((s > 0) & (at == n) & (stop[n] == np.inf), far, upper)
    hits = values == x[:, None]
    hit, share = hits.any(1), np.where(hits.any(1), (hits * shares).sum(1), 1)
    lower = np.where(hit, np.log(abs(np.append(below, 1)[at + 1] - share * (1 - u))), lower)  # a place in its interval
    upper = np.where(hit, np.log(abs(above[at] - share * u)), upper)
    y = normal_quantile(lower, upper)
    outside = (lowest & (x < values[0])) | (highest & (x > values[-1]))
    room = np.log(share) + y ** 2 / 2 + np.log(2 * np.pi) / 2 - (np.log(width) if width else 0)
    return np.array([np.where(outside, np.nan, y)]), np.where(hit, room, np.log(scale) + (y ** 2 - s ** 2) / 2 + steep)

def coordinates(u, name, levels=None, lattice=None, treatment={"kind": "identity"}, atoms=None):
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
    if treatment["kind"] == "normal":
        score_of = lambda x: normal_scores(x, **{key: v for key, v in treatment.items() if key != "kind"})
        (score,), steep = score_of(x)
        width = lattice["step"] / 10 ** lattice["decimals"] if lattice else 0
        return with_atoms(x, score, steep, width, score_of, u, **atoms) if atoms else (score[None], steep)
    above, below = x - treatment["low"], treatment.get("high", np.inf) - x  # logit if it has both, else log
    return np.log([above / (below if "high" in treatment else 1)]), np.log(1 / above + 1 / below)

def velocity_and_trace(field, prefix, t, z):
    h, e = z, np.broadcast_to(np.eye(dim), (len(z), dim, dim))  # [row][feature], [row][tangent][feature]
    (value, slope), last = activations[field["activation"]], len(field["hidden"])
    for i in range(last + 1):
        w, b, time, gate, gate_time = (
            p.get(f"{prefix}layers.{i}.{name}", 0) for name in ("weight", "bias", "time", "gate_bias", "gate_time"))
        gate = s(gate + gate_time * t) if field["type"] == "concat-squash" else 1
        h, e = (h @ w.T + b) * gate + time * t, e @ w.T * gate
        h, e = (h, e) if i == last else (value(h), e * slope(h)[:, None])
    return np.column_stack([h, np.trace(e, axis1=1, axis2=2)])

def solved(field, prefix, z, start, end, steps):
    if field["type"] not in ("mlp", "concat-squash"): unknown("field", field["type"])
    y, h = np.column_stack([z, np.zeros(len(z))]), (end - start) / steps
    f = lambda t, y: velocity_and_trace(field, prefix, t, y[:, :-1])
    for t in start + h * np.arange(steps):  # classical Runge-Kutta
        k1 = f(t, y); k2 = f(t + h / 2, y + h / 2 * k1); k3 = f(t + h / 2, y + h / 2 * k2); k4 = f(t + h, y + h * k3)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y[:, :-1], y[:, -1]

def moved(node, prefix, z, steps, forth):  # where the map, or its inverse, moves points, and its log |det|
    forth, kind = forth != node.get("backwards", False), node["type"]
    if kind == "inverse": return moved(node["of"], prefix, z, steps, not forth)
    if kind == "ode": return solved(node["field"], prefix, z, *(node["from"], node["to"])[::1 if forth else -1], steps)
    if kind == "chain":
        total, parts = 0, list(enumerate(node["parts"]))
        for k, part in parts if forth else reversed(parts):
            z, log_det = moved(part, f"{prefix}parts.{k}.", z, steps, forth)
            total = total + log_det
        return z, total
    if kind == "affine":
        matrix, shift = np.reshape(node["matrix"], (dim, dim)), node["shift"]
        log_det = np.linalg.slogdet(matrix)[1]
        return (z @ matrix.T + shift, log_det) if forth else (np.linalg.solve(matrix, (z - shift).T).T, -log_det)
    if kind == "radial":
        centre, a, b = (p[prefix + name] for name in ("centre", "a", "b"))
        alpha, beta = softplus(a), softplus(b) - softplus(a)
        far = r = np.linalg.norm(z - centre, axis=1)
        if not forth:  # the root of r + beta r / (alpha + r) = far
            half = (far - alpha - beta) / 2
            root = np.sqrt(half ** 2 + alpha * far)
            r = np.where(half > 0, half + root, alpha * far / np.where(half > 0, 1, root - half))
        h = 1 / (alpha + r)
        stretch, log_det = 1 + beta * h, (dim - 1) * np.log1p(beta * h) + np.log1p(alpha * beta * h ** 2)
        scale, log_det = (stretch, log_det) if forth else (1 / stretch, -log_det)
        return centre + scale[:, None] * (z - centre), log_det
    if kind != "planar": unknown("transform", kind)
    u, w, b = (p[prefix + name] for name in "uwb")
    m, to = softplus(w @ u) - 1, z @ w
    low, high = (to, to) if forth else (to - abs(m), to + abs(m))
    for _ in range(0 if forth else 80):  # the root of a + m tanh(a + b) = to
        middle = (low + high) / 2
        less = middle + m * np.tanh(middle + b) < to
        low, high = np.where(less, middle, low), np.where(less, high, middle)
    h, sign = np.tanh((low + high) / 2 + b), 1 if forth else -1
    return z + sign * h[:, None] * (u + (m - w @ u) * w / (w @ w)), sign * np.log1p(m * (1 - h ** 2))

def base_log_density(z, base):
    kind = base if isinstance(base, str) else base["type"]
    if kind == "scale-mixture":
        log_scales, logits = p["base.log_scale"], p["base.scale_logits"]
        log_shares = logits - np.logaddexp.reduce(logits) - dim * log_scales
        return np.logaddexp.reduce([share + base_log_density(z / np.exp(s), base["of"]) for share, s in zip(log_shares, log_scales)])
    if kind == "standard-normal": return -(z ** 2 + np.log(2 * np.pi)).sum(1) / 2
    if kind == "student-t":  # a coordinate's tails have nu degrees of freedom
        nu = np.exp(p["base.log_nu"]).clip(0.25, 1e8)
        growth = [math.lgamma(a + 0.5) - math.lgamma(a) if a < 1e4 else math.log(a) / 2 - 1 / (8 * a) for a in nu / 2]
        spread = np.logaddexp(0, 2 * np.log(abs(z) / np.sqrt(nu)))  # log(1 + z^2 / nu), where z^2 may overflow
        return (growth - np.log(nu * np.pi) / 2 - (nu + 1) / 2 * spread).sum(1)
    if kind == "kernel-mixture":
        h, logits, widths = p["base.log_bandwidth"], p["base.logits"], p.get("base.width_logits", np.zeros(1))
        log_shares = widths - np.logaddexp.reduce(widths) - dim * (h + np.log(2 * np.pi) / 2)
        log_weights = logits - np.logaddexp.reduce(logits)
        squares = [((row - p["base.centres"]) ** 2).sum(1) for row in z]
        return np.array([np.logaddexp.reduce([np.logaddexp.reduce(log_weights - s * np.exp(-2 * k) / 2) + share for k, share in zip(h, log_shares)]) for s in squares])
    if kind not in ("multivariate-normal", "normal-mixture"): unknown("base", kind)
    s = "s" if kind == "normal-mixture" else ""
    logits, terms = p.get("base.logits", np.zeros(1)), []
    for parts in zip(*(np.atleast_2d(p[f"base.{name}{s}"]) for name in ("mean", "log_diagonal", "below_diagonal"))):
        mean, log_diagonal, below = parts
        lower = np.diag(np.exp(log_diagonal))
        lower[np.tril_indices(dim, -1)] = below
        y = np.linalg.solve(lower, (z - mean).T)
        terms.append(-(y ** 2 + np.log(2 * np.pi)).sum(0) / 2 - log_diagonal.sum())
    return np.logaddexp.reduce(np.array(terms) + (logits - np.logaddexp.reduce(logits))[:, None], axis=0)

def encoded(place):  # rows with an atom have five places in its interval, the points of a lattice rule
    points, jacobian, at = [], 0, 0
    for column in tree.get("columns", [{"name": name} for name in names]):
        point, log_slope = coordinates((place * 2 ** at % 5 + 0.5) / 5, **column)
        points, jacobian, at = [*points, point], jacobian + log_slope, at + len(point)
    return np.vstack(points).T, jacobian + np.zeros(len(rows))

number, places = len(rows), range(5 if any("atoms" in column for column in tree.get("columns", [])) else 1)
points, jacobians = map(np.concatenate, zip(*map(encoded, places)))
linear = {"shift": 0, "scale": 1, "eigenvalues": 1, "eigenvectors": np.eye(dim)} | tree.get("linear", {})
rows = (points - linear["shift"]) / linear["scale"] @ np.reshape(linear["eigenvectors"], (dim, dim))
rows = rows / np.sqrt(linear["eigenvalues"])
bad = ~np.isfinite(rows).all(1)
if bad.any(): sys.exit(f"row {bad.argmax() % number + 1} has a value that its column cannot have")
jacobian = jacobians - sum(np.log(scale).sum() for scale in (linear["scale"], np.sqrt(linear["eigenvalues"])))

def log_density(steps):
    shift, scale = p["standardization.shift"], p["standardization.scale"]
    transform = flow.get("transform") or {"type": "ode", "field": flow["field"], "from": 0, "to": flow["end"]}
    z, log_det = moved(transform, "", (rows - shift) / scale, steps, False)
    return log_det + base_log_density(z, flow["base"]) - np.log(scale).sum()

def converged():
    logp, steps = log_density(50), 100
    while not np.allclose(logp, better := log_density(steps), 1e-8, 1e-8, equal_nan=True): logp, steps = better, 2 * steps
    return better

tensors, each, weights = p, [], []
members = flow.get("members", [flow])  # how many share one tree, or the tree of each
trees = members if isinstance(members, list) else [flow] * int(members)
for k, flow in enumerate(trees):
    prefix = f"members.{k}." if len(trees) > 1 else ""
    p = {name[len(prefix):]: tensor for name, tensor in tensors.items() if name.startswith(prefix)}
    each.append(converged())
    weights.append(flow.get("weight", 1))
logp = np.logaddexp.reduce(np.array(each) + np.log(weights)[:, None]) - np.log(sum(weights))
bad = np.isnan(logp)
if bad.any(): sys.exit(f"row {bad.argmax() % number + 1} has no log density: the model's transform has no value there")
mean = np.logaddexp.reduce(np.reshape(logp + jacobian, (len(places), number))) - np.log(len(places))
print("\n".join(repr(float(v)) for v in mean))
