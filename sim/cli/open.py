"""The command that opens a scenario with sliders, in a browser of this machine."""

import webbrowser
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from sim.cli.command import command, load_scenario
from sim.cli.options import DesignName, Force
from sim.cli.writing import Writes

File = Annotated[str | None, typer.Argument(help="A scenario file (YAML); choose one if left out.", show_default=False)]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to serve at; 0 takes a free one.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only print the address.")]
Save = Annotated[
    Path | None,
    typer.Option(help="Write a page with sliders over points computed beforehand (.html), and open nothing."),
    Writes(".html"),
]


@command
def open_page(
    file: File = None, design: DesignName = None, port: Port = 0, no_browser: NoBrowser = False, save: Save = None,
    force: Force = False,
) -> None:
    """Open a scenario with sliders: A as it is, B as you want it, the difference as you drag; no code."""
    if save and file is None:
        raise typer.BadParameter("name the scenario that is to be saved", param_hint="FILE")
    scenario = load_scenario(file) if file else None
    if save and scenario:
        from sim.live import live

        live(scenario, design).save(save, force)
        print(save)
        return
    from sim.live.library import choices
    from sim.live.server import Desk, Server

    with Server(Desk(scenario, choices(Path.cwd()), design), port) as server:
        server.desk.warm_up()
        print(f"{server.address}\nCtrl-C ends it.", flush=True)
        if not no_browser:
            Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
