"""Reads the mean and the rotation of the token coding from the program's resources."""

import numpy as np

from assistant import paths
from assistant.pipeline import tokens


def load_space() -> tokens.Space:
    """The space of the default embedding model, in the version that `pipeline.tokens` codes for.

    The files belong to the program (made by benchmarks/token_space.py): a fault in them is a defect, not bad input.
    """
    folder = paths.resources() / "tokens"
    mean = np.load(folder / f"mean-{tokens.VERSION}.npy", allow_pickle=False)
    rotation = np.load(folder / f"rotation-{tokens.VERSION}.npy", allow_pickle=False)
    return tokens.Space(mean, rotation)
