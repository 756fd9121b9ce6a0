"""Start the `sim` command, also as `python -m sim`."""

import os
import signal

INTERRUPTED = 130


def main() -> None:
    """Run the command; whoever interrupts it while it is still being imported gets silence, too."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # amid an import, an interrupt can surface as any exception
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look for some in every package installed
    from sim.cli.app import main as command

    signal.signal(signal.SIGINT, before)
    command()


if __name__ == "__main__":
    main()
