"""A binary heap of events in the explicit order (time, key). After a pop the root stays open: the next push mostly fills it."""

from sim.engines.compiled.memory import heap_of
from sim.kernel.jit import compiled, folded


@compiled
def _before(heap, i, j) -> bool:  # type: ignore[no-untyped-def]
    one, other = heap[i], heap[j]
    # no short circuit: which of two children comes first can't be foreseen, so a branch would often be mispredicted
    return (one.time < other.time) | ((one.time == other.time) & (one.key < other.key))


@compiled
def _put(heap, i, time, key, slot, generation) -> None:  # type: ignore[no-untyped-def]
    heap[i].time = time
    heap[i].key = key
    heap[i].slot = slot
    heap[i].generation = generation


@compiled
def _copy(heap, to, of) -> None:  # type: ignore[no-untyped-def]
    heap[to].time = heap[of].time
    heap[to].key = heap[of].key
    heap[to].slot = heap[of].slot
    heap[to].generation = heap[of].generation


@compiled
def _sink(heap, size, time, key, slot, generation) -> None:  # type: ignore[no-untyped-def]
    """Let an event sink from the open root to its place."""
    i = 0
    child = 1
    while child < size:
        if child + 1 < size:
            child += int(_before(heap, child + 1, child))
        if heap[child].time > time or (heap[child].time == time and heap[child].key > key):
            break
        _copy(heap, i, child)
        i = child
        child = 2 * i + 1
    _put(heap, i, time, key, slot, generation)


@compiled
def push(st, time, key, slot, generation) -> None:  # type: ignore[no-untyped-def]
    """Schedule an event, at once where its time has passed: the clock never runs backwards."""
    heap = heap_of(st)
    time = max(time, st.now)
    if st.hole:
        st.hole = 0
        _sink(heap, st.heap_size, time, key, slot, generation)
        return
    st.heap_size += 1
    _rise(heap, st.heap_size - 1, time, key, slot, generation)


@folded
def _rise(heap, i, time, key, slot, generation) -> None:  # type: ignore[no-untyped-def]
    """Let an event rise from an open place to its own."""
    while i > 0:
        parent = (i - 1) >> 1
        if heap[parent].time < time or (heap[parent].time == time and heap[parent].key < key):
            break
        _copy(heap, i, parent)
        i = parent
    _put(heap, i, time, key, slot, generation)


@folded
def _sink_to_bottom(heap, size) -> int:  # type: ignore[no-untyped-def]
    """Let the open root sink to the bottom; return where it is (a last event belongs there, mostly)."""
    i = 0
    child = 1
    while child + 1 < size:
        child += int(_before(heap, child + 1, child))
        _copy(heap, i, child)
        i = child
        child = 2 * i + 1
    if child < size:
        _copy(heap, i, child)
        i = child
    return i


@folded
def close_hole(st) -> None:  # type: ignore[no-untyped-def]
    """Fill the open root with the last event, where nothing was pushed since the last pop."""
    if st.hole:
        st.hole = 0
        st.heap_size -= 1
        n = st.heap_size
        if n > 0:
            heap = heap_of(st)
            bottom = _sink_to_bottom(heap, n)
            _rise(heap, bottom, heap[n].time, heap[n].key, heap[n].slot, heap[n].generation)


@compiled
def first_event(st) -> int:  # type: ignore[no-untyped-def]
    """Return where in the heap the first event stands, or -1 where there is none; an open root is looked past."""
    if not st.hole:
        return 0 if st.heap_size > 0 else -1
    if st.heap_size > 2 and _before(heap_of(st), 2, 1):
        return 2
    return 1 if st.heap_size > 1 else -1
