"""A live comparison that shows itself in a notebook, and saves itself as a scenario or a page."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.kernel.limits import Unusable
from sim.live import saved
from sim.live.comparing import Comparing
from sim.runs.progress import has_threads
from sim.scenario.fields.model import Scenario
from sim.views.files import save

if TYPE_CHECKING:
    from sim.live.widget import Widget


class Live(Comparing):
    """A, as it is or as it was pinned, beside B, where the values that are set hold; shows itself in a notebook.

    The sliders are those that the scenario proposes (`play`), or else demand, staff and what is assumed.
    """

    def save(self, path: str | Path, force: bool = False) -> None:
        """Write B as a scenario (.yaml), or a page with sliders over points computed beforehand (.html)."""
        text = saved.page(self) if Path(path).suffix == ".html" else self.to_yaml()
        save(path, lambda target: target.write(text), force)

    @cached_property
    def widget(self) -> "Widget":
        """The widget that shows it in a notebook; Unusable without anywidget, and where there are no threads."""
        if not has_threads():
            advice = ".set(...) works, and so do saved pages"
            raise Unusable(f"live: sliders compute in a thread, which Python in a browser has not; {advice}")
        try:
            from sim.live.widget import Widget
        except ModuleNotFoundError as error:
            advice = "pip install 'least-resistance[notebooks]'"
            raise Unusable(f"live: {error.name} is needed to show it in a notebook; {advice}") from None
        return Widget(self)

    def _repr_mimebundle_(self, **given: Any) -> Any:
        try:
            return self.widget._repr_mimebundle_(**given)
        except Unusable as error:
            return {"text/plain": f"{self!r}\n{error}"}


def live(scenario: Scenario, design: str | None = None) -> Live:
    """Return a live comparison of a scenario: A as it is (or `design`), B where values are set; shows itself in a notebook.

    Raises ScenarioError for a design that there is not.
    """
    return Live(scenario, design)
