"""The least staff that meets a service norm: a row for each block of each role, with what it reaches."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sim.analyses.studies.blocks import Block
from sim.analyses.studies.staffing import Staffing
from sim.analyses.studies.standing import Standing
from sim.catalogue.labels import word
from sim.results.document import Cell, Document, Drawing, Row, Table
from sim.scenario.fields.model import Scenario
from sim.views import later, tables, words
from sim.views import staffing_words as said
from sim.views.plain import plain

SHARES = ("service", "bound", "abandoned")


def document(scenario: Scenario, found: Staffing) -> Document:
    """Return a table of the blocks, and what it comes to."""
    return Document(
        title=scenario.title,
        subject=tables.called(scenario, found.design),
        parts=(blocks(found, scenario.language), *tables.said(said.sentences(scenario, found))),
        language=scenario.language,
        plain=partial(as_plain, scenario, found),
        pictures={"staff": Drawing(later.picture("staffing_picture", "picture", scenario, found))},
    )


def blocks(found: Staffing, language: str) -> Table:
    """Return a row for every block of a role: the staff now, needed, and by Erlang alone, and how the block fares with it."""
    make = tables.Columns(language)
    heads = said.heads(found, language)
    columns = [
        *(make.words(key, heads[key], index=True) for key in ("role", "block")),
        *(make.number(key, heads[key]) for key in ("now", "needed", "erlang", *SHARES, "runs")),
        make.words("met", word("finding", language)),
    ]
    return tables.table("blocks", columns, [Row(_cells(found, block, language)) for block in found.found])


def _cells(found: Staffing, block: Block, language: str) -> Mapping[str, Cell]:
    stands, how = found.found[block], words.Scale(100.0, "%", 1, language)
    staff = {"now": said.staffed(found, block, False), "needed": said.staffed(found, block), "erlang": found.erlang[block]}
    shares = {key: getattr(stands, key) for key in SHARES}
    met = "met" if stands.met and found.confirmed[block].met else "not met"
    return {
        "role": Cell(block.role, block.role),
        "block": Cell(block.name, said.block_name(block, language)),
        **{key: Cell(count, str(count)) for key, count in staff.items()},
        **{key: Cell(share, how.quantity(share)) for key, share in shares.items()},
        "runs": Cell(stands.runs, f"{100 * stands.runs:.0f}%"),
        "met": Cell(met, word(met, language), met == "not met"),
    }


def as_plain(scenario: Scenario, found: Staffing) -> dict[str, Any]:
    """Return by role and entry of the plan the staff now and needed, and how each block fares; norms in minutes."""
    return {
        "scenario": scenario.title,
        "design": found.design,
        "norms": {role: vars(norm) for role, norm in found.norms.items()},
        "probability": found.probability,
        "by": found.by,
        "met": found.met,
        "plan": [
            {"role": role, "entry": entry, "now": found.before[role, entry], "needed": count}
            for (role, entry), count in found.after.items()
        ],
        "blocks": [_plain(found, block) for block in found.found],
        "tried": found.steps,
        "replications": found.replications,
        "seed": found.seed,
    }


def _plain(found: Staffing, block: Block) -> dict[str, Any]:
    about = {"role": block.role, "entries": list(block.entries), "erlang": found.erlang[block]}
    return about | {"found": _standing(found.found[block]), "confirmed": _standing(found.confirmed[block])}


def _standing(one: Standing) -> dict[str, Any]:
    return {name: value if isinstance(value, bool) else plain(value) for name, value in vars(one).items()}
