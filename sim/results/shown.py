"""What every result has for those who read it: a document, a table, a short line, a display in a notebook, and files.

Results know nothing of views: the document is made by the module of `sim.views.findings` that a class of results names.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sim.kernel.limits import Unusable
from sim.results.document import Document

if TYPE_CHECKING:
    import pandas as pd

    from sim.scenario.fields.model import Scenario


class Shown:
    """A result that can be shown; `says` names the module that makes its document."""

    says: ClassVar[str]

    if TYPE_CHECKING:

        @property
        def scenario(self) -> "Scenario | None": ...

    def __init_subclass__(cls, says: str = "", **more: Any) -> None:
        super().__init_subclass__(**more)
        if says:
            cls.says = says

    def document(self, language: str | None = None, **also: Any) -> Document:
        """Return all that the result says, in "en" or "nl"; in the language of its scenario if left out.

        Raises Unusable for a language that there is not, and for a result that was made by hand, without a scenario.
        """
        if language not in (None, "en", "nl"):
            raise Unusable(f"language: {language!r}, allowed are en and nl")
        if self.scenario is None:
            raise Unusable("document: this result knows no scenario; take one that a function of sim returned")
        scenario = self.scenario.model_copy(update={"language": language}) if language else self.scenario
        made: Document = import_module(f"sim.views.findings.{self.says}").document(scenario, self, **also)
        return made

    def table(self, name: str | None = None, **also: Any) -> "pd.DataFrame":
        """Return a table of the result for pandas, the one that tells most if none is named; all are in `tables()`."""
        frame: pd.DataFrame = import_module("sim.views.render.frame").frame(self.document(**also), name)
        return frame

    def tables(self) -> "dict[str, pd.DataFrame]":
        """Return all tables of the result by name."""
        frames: dict[str, pd.DataFrame] = import_module("sim.views.render.frame").frames(self.document())
        return frames

    def save(self, path: str | Path, force: bool = False, language: str | None = None) -> None:
        """Write the result to a file by the ending of its name: .json, .csv, .xlsx, or a picture (.png, .pdf, .svg)."""
        import_module("sim.views.render.files").save(self.document(language), path, force)

    def __repr__(self) -> str:
        """Return what it is about in a line."""
        about = f": {self.document().heading}" if self.scenario else ""
        return f"<{type(self).__name__}{about}>"

    def _repr_html_(self) -> str:
        """Return the document for a notebook."""
        page: str = import_module("sim.views.render.html").fragment(self.document())
        return page
