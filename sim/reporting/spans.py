"""Markdown of an adviser as paragraphs of marked words, for forms that are no HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sim.reporting import given

Sort = Literal["heading", "paragraph", "bullet", "number"]


@dataclass(frozen=True)
class Span:
    """Some words of a paragraph, and how they are written."""

    text: str
    strong: bool = False
    slanted: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: of which sort, how deep in lists or headings (from 1), and its words."""

    sort: Sort
    depth: int
    spans: Sequence[Span]


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of Markdown; a row of a table is one, with bars between its cells."""
    lists: list[Sort] = []
    sort: Sort = "paragraph"
    heading, cells = 0, list[Span]()
    for token in given.tokens(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("bullet" if token.type.startswith("bullet") else "number")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "tr_open":
                cells = []
            case "tr_close":
                yield Paragraph("paragraph", 1, cells)
            case "inline" if token.level and _in_a_row(token):
                cells += [*([Span(" | ")] if cells else []), *_spans(token.children or ())]
            case "inline":
                sort = "heading" if heading else lists[-1] if lists else "paragraph"
                yield Paragraph(sort, heading or len(lists) or 1, list(_spans(token.children or ())))
            case "code_block" | "fence":
                yield Paragraph("paragraph", 1, [Span(token.content)])
            case _:
                pass


def _in_a_row(token: Any) -> bool:
    return bool(token.meta.get("cell"))


def _spans(children: Sequence[Any]) -> Iterator[Span]:
    strong = slanted = 0
    for child in children:
        strong += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        slanted += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type in ("softbreak", "hardbreak"):
            yield Span(" ")
        elif child.content:
            yield Span(child.content, strong > 0, slanted > 0)
