"""Markets: several providers, each with its own design, in one world; at each need the customer chooses by goodwill."""

from typing import Annotated

from pydantic import Field

from sim.kernel import limits
from sim.scenario.fields.design import Channel, Design, Step
from sim.scenario.text.field_types import Fields, NewName, Text, at_most, between


class Market(Fields):
    """Providers by name, each with a design or change of its own; a customer chooses one with probability ~ exp(theta goodwill)."""

    title: Text = ""
    description: Text = ""
    providers: Annotated[dict[NewName, Text], at_most(limits.PROVIDERS, "providers")] = Field(min_length=2)
    theta: Annotated[float, between(0, 1000)] = 0.5


def joined(market: Market, designs: dict[str, Design]) -> Design:
    """Return the designs of a market's providers side by side, each name with its provider before it: provider.role."""
    first = next(iter(designs.values()))
    parts = {
        part: {
            f"{who}.{name}": one for who, design in designs.items() for name, one in _named(who, design, part)
        }
        for part in ("channels", "roles", "steps", "backlog")
    }
    rest = {
        "title": market.title,
        "description": market.description,
        "chasing": None,
        "recontact": None,
        "complaints": None,
    }
    return first.model_copy(update=parts | rest)


def _named(who: str, design: Design, part: str) -> list[tuple[str, object]]:
    """Return the entries of a part of a provider's design, with the names in them that refer to others."""
    return [(name, _referring(who, one)) for name, one in getattr(design, part).items()]


def _referring(who: str, one: object) -> object:
    def own(name: str | None, *endings: str) -> str | None:
        return name if name is None or name in endings else f"{who}.{name}"

    if isinstance(one, Step):
        then = tuple(
            b.model_copy(update={"to": own(b.to, "resolved", "withdrawn", "lost", "unresolved")})
            for b in one.then
        )
        names = {
            field: tuple(f"{who}.{name}" for name in getattr(one, field)) for field in ("finds", "fixes")
        }
        return one.model_copy(
            update={"role": own(one.role), "channel": own(one.channel), "on_error": own(one.on_error), "then": then} | names
        )
    if isinstance(one, Channel) and one.starts is not None:
        starts = one.starts
        return one.model_copy(
            update={
                "starts": {kind: own(s) for kind, s in starts.items()}
                if isinstance(starts, dict)
                else own(starts)
            }
        )
    return one
