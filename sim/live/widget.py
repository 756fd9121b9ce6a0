"""The widget of a live comparison in a notebook: the same module as the page, reached by anywidget."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from sim.live.comparing import Comparing
from sim.live.reports import File
from sim.live.session import Session
from sim.live.view import State, view

HERE = Path(__file__).parent


class Widget(anywidget.AnyWidget):
    """Sliders and what they do; `view` is all that is shown."""

    _esm = HERE / "live.js"
    _css = HERE / "live.css"
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, live: Comparing) -> None:
        key = f"lr{id(self):x}"
        super().__init__(view=view(live, State(), key))
        self.session = Session(live, self._publish, self._deliver, key)
        self.on_msg(self._asked)
        self.session.start()

    def _publish(self, view: dict[str, Any]) -> None:
        self.view = view

    def _deliver(self, file: File) -> File:
        self.send(file)
        return {name: text for name, text in file.items() if name != "text"}

    def _asked(self, _: Any, message: Any, __: Any) -> None:
        if isinstance(message, dict):
            self.session.ask(message)

    def close(self) -> None:
        """Show and compute nothing more."""
        self.session.end()
        super().close()
