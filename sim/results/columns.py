"""The counters of some replications beside each other."""

from collections.abc import Sequence
from typing import Any

import numpy as np


class CounterColumns:
    """Counters by name, each an array with the replications along its last axis; read once."""

    def __init__(self, records: Sequence[Any]) -> None:
        self.records = records  # of dtype MEASURES
        self._read: dict[str, Any] = {}

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            # Bins stay beside each other in memory: sums over them are to be the same as of one replication.
            self._read[name] = np.moveaxis(self._beside(name), 0, -1)
        return self._read[name]

    def _beside(self, name: str) -> Any:
        first = self.records[0][name]
        found = np.empty((len(self.records), *first.shape), first.dtype)
        for place, one in enumerate(self.records):
            found[place] = one[name]
        return found
