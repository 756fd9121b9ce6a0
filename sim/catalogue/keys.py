"""Keys of measures: what is measured where. The one place that takes the name of a measure apart."""

from dataclasses import dataclass, replace
from functools import lru_cache

WHOLE, ROLE, STEP, CHANNEL, PROVIDER, KIND, SEGMENT, SNAPSHOT, QUEUE = (
    "", "role", "step", "channel", "provider", "kind", "segment", "at", "queue",
)  # fmt: skip
PLACES = (WHOLE, ROLE, QUEUE, STEP, CHANNEL, PROVIDER, KIND, SEGMENT, SNAPSHOT)
EACH = "*"  # instead of the name of one role, kind, ...: each of them
PER_RUN = "_per_run"


@dataclass(frozen=True, slots=True)
class Key:
    """A measure of a place: `role.desk.wait` is the measure `wait` of the role `desk`; the whole has neither place nor name.

    `per_run` is the mean over runs of a measure that is pooled besides. The roles of a market are named `provider.role`;
    the queue of a role by a channel `role.channel`: `queue.desk.mail.service_level`;
    a snapshot by its number, from 0: `at_0.inside`. What is in no catalogue has a key as well.
    """

    place: str
    name: str
    measure: str
    per_run: bool = False

    @staticmethod
    def of(text: str) -> "Key":
        """Return the key of a measure by its name, as it is written in files, tables and JSON."""
        return _read(text)

    def __str__(self) -> str:
        measure = self.measure + PER_RUN if self.per_run else self.measure
        if self.place == SNAPSHOT:
            return f"{SNAPSHOT}_{self.name}.{measure}"
        return f"{self.place}.{self.name}.{measure}" if self.place else measure

    @property
    def each(self) -> "Key":
        """The same measure of each such place: `role.*.wait`; of the whole and of a snapshot the key itself."""
        return replace(self, name=EACH) if self.place not in (WHOLE, SNAPSHOT) else self

    @property
    def queue(self) -> tuple[str, str]:
        """The role and the channel of a measure of a queue."""
        role, _, channel = self.name.rpartition(".")
        return role, channel

    @property
    def pooled(self) -> "Key":
        """The measure of which this is the mean over runs; else the key itself."""
        return replace(self, per_run=False)

    def called(self, name: str) -> "Key":
        """Return the same measure of another such place."""
        return replace(self, name=name)

    def beside(self, measure: str) -> str:
        """Return the name of another measure of the same place."""
        return str(Key(self.place, self.name, measure))


@lru_cache(maxsize=50_000)
def _read(text: str) -> Key:
    where, _, last = text.rpartition(".")
    measure, per_run = last.removesuffix(PER_RUN), last.endswith(PER_RUN)
    if where.startswith(f"{SNAPSHOT}_"):
        return Key(SNAPSHOT, where.removeprefix(f"{SNAPSHOT}_"), measure, per_run)
    place, _, name = where.partition(".")
    return Key(place, name, measure, per_run)


def named(place: str, name: str, measure: str) -> str:
    """Return the name of a measure of a place: `role.desk.wait`."""
    return str(Key(place, name, measure))
