"""Fits one peer to the parts of one table and prints what it reached as JSON."""
import argparse
import functools
import json
import time

import numpy as np

from table_parts import Parts


def flows():
    import table_flows as peers

    kinds = {"NSF": peers.spline, "MAF": peers.masked}
    return peers.VERSIONS, {name: functools.partial(peers.flow, make) for name, make in kinds.items()}


def classics():
    import table_classics as peers

    return peers.VERSIONS, {"mixture": peers.mixture, "kernel": peers.kernel}


PEERS = {"NSF": flows, "MAF": flows, "mixture": classics, "kernel": classics}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", choices=PEERS, required=True)
    parser.add_argument("--parts", required=True, help="what advect split wrote")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    parts = Parts.read(options.parts)
    versions, fits = PEERS[options.peer]()  # only the libraries that this peer needs are loaded
    start = time.process_time()
    fit = fits[options.peer](parts, options.seed, options.seconds)
    trained = time.process_time()
    logp = fit.pop("log_density")(parts.test)
    scored = time.process_time() - trained
    print(json.dumps({
        "logp": logp.mean(),
        "logp_se": logp.std(ddof=1) / len(logp) ** 0.5,
        "validation_logp": fit["validation_logp"],
        "train_cpu_seconds": round(trained - start, 2),
        "score_seconds": round(scored / len(logp) * 10_000, 3),
        "rows": [len(parts.train), len(parts.validation), len(parts.test)],
        "versions": versions | {"numpy": np.__version__},
        "settings": fit["settings"],
    }))


if __name__ == "__main__":
    main()
