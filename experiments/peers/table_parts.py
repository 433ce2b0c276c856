"""The parts of a table that `advect split` wrote, and linear maps of their columns."""
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np


class Parts(NamedTuple):
    """Points [row][column] in the table's units, rounded values at random places in their cells; rows without that noise."""

    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    train_rows: np.ndarray
    cells: np.ndarray

    @staticmethod
    def read(folder):
        folder = Path(folder)
        arrays = [np.load(folder / f"{name}.npy") for name in ("train", "validation", "test", "train-rows")]
        return Parts(*arrays, np.array(json.loads((folder / "columns.json").read_text())["cells"]))

    def dequantized(self, chosen, random):
        """Training rows of these numbers, with fresh noise in their cells."""
        rows = self.train_rows[chosen]
        return rows + (random.random(rows.shape) - 0.5) * self.cells


class Linear(NamedTuple):
    """z = (x - shift) matrix; log p(x) = log p(z) + log_determinant."""

    shift: np.ndarray
    matrix: np.ndarray
    log_determinant: float

    def __call__(self, x):
        return (x - self.shift) @ self.matrix


def standardizing(x):
    """Columns of mean 0 and standard deviation 1."""
    scale = x.std(axis=0)
    return Linear(x.mean(axis=0), np.diag(1 / scale), -np.log(scale).sum())


def whitening(x):
    """Columns that are uncorrelated as well: principal components of the standardized columns."""
    plain = standardizing(x)
    variances, directions = np.linalg.eigh(np.cov(plain(x), rowvar=False))
    matrix = plain.matrix @ directions / np.sqrt(variances)
    return Linear(plain.shift, matrix, plain.log_determinant - 0.5 * np.log(variances).sum())
