"""Measures of the backlog at the start: of the whole, and of a role."""

from sim.catalogue.definition import COUNT, DOWN, MINUTES, Definition, Needs, Text, per_run, pooled


def _of(there: Text, left: Text, gone: Text) -> tuple[Definition, ...]:
    """Return how many there were, how many are left, and when they are gone; each over what is said."""
    runs = f"runs, until {gone[0]}; one in which it is not by its length (product limit)", (
        f"runs, tot {gone[1]}; een run waarin dat niet zover is met zijn lengte (product-limiet)"
    )
    return (
        per_run("backlog", COUNT, there, ("backlog at the start", "werkvoorraad bij de start"), 0, Needs.BACKLOG),
        per_run(
            "backlog_left", COUNT, left,
            ("backlog at the start, left at the end", "werkvoorraad bij de start, over aan het eind"), DOWN, Needs.BACKLOG,
        ),
        pooled(
            "backlog_gone", MINUTES, runs,
            ("backlog at the start gone", "werkvoorraad bij de start weggewerkt"), DOWN, Needs.BACKLOG,
        ),
        pooled(
            "backlog_gone_p50", MINUTES, runs,
            ("backlog at the start gone, median", "werkvoorraad bij de start weggewerkt, mediaan"), DOWN, Needs.BACKLOG,
        ),
        pooled(
            "backlog_gone_p90", MINUTES, runs,
            ("backlog at the start gone, 90th percentile", "werkvoorraad bij de start weggewerkt, 90e percentiel"),
            DOWN, Needs.BACKLOG,
        ),
    )  # fmt: skip


WHOLE_BACKLOG = _of(
    ("cases that are there when the run begins", "zaken die er zijn als de run begint"),
    ("of those, cases that are still open", "zaken daarvan die nog open zijn"),
    ("the last of those cases has ended", "de laatste van die zaken is beëindigd"),
)
ROLE_BACKLOG = _of(
    ("cases that stand here when the run begins", "zaken die hier liggen als de run begint"),
    ("of those, cases that still wait here", "zaken daarvan die hier nog liggen"),
    ("the last of those cases is taken up here", "de laatste van die zaken hier is opgepakt"),
)
