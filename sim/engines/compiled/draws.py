"""Draws of the compiled engine: a place in the model in, a number out."""

from sim.engines.compiled.memory import table_of
from sim.kernel import distributions, streams
from sim.kernel.jit import compiled, folded


@folded
def uniforms(st, entity, purpose, occurrence):  # type: ignore[no-untyped-def]
    """Return the two uniforms of a place."""
    return streams.block(st.seed, st.replication, entity, purpose, occurrence, 0)


@compiled
def draw(bp, st, law, u, entity, purpose, occurrence, slot) -> float:  # type: ignore[no-untyped-def]
    """Return a draw from distribution number `law` by uniform u of a place."""
    if bp.dist_kind[law] < distributions.GAMMA and bp.dist_zero[law] == 0.0:
        return distributions.quantile(bp.dist_kind[law], bp.dist_a[law], bp.dist_b[law], bp.dist_c[law], u)
    return distributions.sample(
        bp.dist_kind[law], bp.dist_a[law], bp.dist_b[law], bp.dist_c[law], bp.dist_zero[law],
        table_of(st), bp.dist_at[law], bp.dist_count[law],
        u, st.seed, st.replication, entity, purpose, occurrence, slot,
    )  # fmt: skip


@compiled
def is_certain(bp, law) -> bool:  # type: ignore[no-untyped-def]
    """Return whether a distribution is one value, for which no draw is needed."""
    return bp.dist_kind[law] == distributions.FIXED and bp.dist_zero[law] == 0.0


@compiled
def choose(shares, start, count, u) -> int:  # type: ignore[no-untyped-def]
    """Return the first of `count` cumulative shares from `start` that is above u, counted from nought."""
    for i in range(count - 1):
        if u < shares[start + i]:
            return i
    return count - 1
