"""Rewrite the tables, after a change that is meant to change numbers: `python tests/golden/rewrite.py`."""

from tables import SCENARIOS, kept, rows, text


def main() -> None:
    """Write the table of every scenario; git shows what has changed."""
    for scenario in SCENARIOS:
        kept(scenario).write_text(text(rows(scenario)), encoding="utf-8", newline="\n")
        print(kept(scenario))


if __name__ == "__main__":
    main()
