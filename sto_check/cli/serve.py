"""``sto-check serve``: a page to check documents on, and the same as a JSON interface."""

from __future__ import annotations

import multiprocessing
import os
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from sto_check.cli.command import maxima_option, rules_option
from sto_check.cli.language import say
from sto_check.cli.two_languages import Command, lang_option, option
from sto_check.text.errors import UsageError
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from sto_check.text.language import Lang


@click.command(
    "serve",
    cls=Command,
    short_help=Text("Bied een pagina om aanvragen op te toetsen.", "Offer a page to check applications on."),
    help=Text(
        "Bied een pagina in de browser: kies een werkmap, bekijk het verslag, download de werkmap met bevindingen of "
        "een leeg formulier. Hetzelfde is er als JSON-koppeling (/openapi.json). Niets wat wordt verzonden, wordt "
        "bewaard. Alleen deze computer kan erbij, tenzij --host anders zegt. Ctrl-C stopt.",
        "Offer a page in the browser: choose a workbook, see the report, download the workbook with the findings or an "
        "empty form. The same is there as a JSON interface (/openapi.json). Nothing that is sent is kept. Only this "
        "computer can reach it, unless --host says otherwise. Ctrl-C stops.",
    ),
    examples=("sto-check serve", "sto-check serve --port 8080", "sto-check serve --host 0.0.0.0 --name toets.example"),
)
@option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar=Text("ADRES", "ADDRESS"),
    help=Text("Adres waarop de pagina er is.", "Address at which the page is there."),
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar=Text("POORT", "PORT"),
    help=Text("Poort; 0 neemt een vrije.", "Port; 0 takes a free one."),
)
@option(
    "--name",
    "names",
    multiple=True,
    metavar=Text("NAAM", "NAME"),
    help=Text("Naam waaronder de server ook mag worden aangeroepen.", "Name by which the server may be called too."),
)
@option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar=Text("SITE", "SITE"),
    help=Text(
        "Andere site die de JSON-koppeling mag gebruiken: https://portaal.example.",
        "Another site that may use the JSON interface: https://portal.example.",
    ),
)
@option(
    "--workers",
    type=click.IntRange(1),
    default=None,
    metavar=Text("AANTAL", "NUMBER"),
    help=Text(
        "Hoeveel toetsen tegelijk; anders zoveel als er processors zijn.",
        "How many checks at once; else as many as there are processors.",
    ),
)
@maxima_option
@rules_option
@lang_option
def command(
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    workers: int | None,
    maxima: Path | None,
    rules: Path | None,
    lang: Lang,  # noqa: ARG001
) -> None:
    """Listen, serve until it is stopped."""
    _require_a_system_that_can()
    try:
        import uvicorn

        from sto_check.web.app import LOCAL, Settings, make_app
    except ImportError as error:
        raise UsageError(
            problem(
                "no-web",
                f"Voor de pagina ontbreekt een pakket ({error.name}).",
                f"For the page a package is missing ({error.name}).",
                None,
                "Installeer het met: pip install 'sto-check[web]'.",
                "Install it with: pip install 'sto-check[web]'.",
            )
        ) from None
    from sto_check.web.workers import Bounds

    listening = _listen(host, port)
    bounds = Bounds(at_once=workers or os.cpu_count() or 1)
    app = make_app(
        Settings(rules and rules.absolute(), maxima and maxima.absolute(), (*LOCAL, host, *names), origins, bounds)
    )
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5, lifespan="on"
    )
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(say(f"De pagina staat op {address} (Ctrl-C stopt).", f"The page is at {address} (Ctrl-C stops)."))
    with suppress(KeyboardInterrupt):  # so it is meant to be stopped
        uvicorn.Server(config).run(sockets=[listening])


def _require_a_system_that_can() -> None:
    """Raise UsageError where no process can begin from one that has everything ready, as on Windows."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        return
    raise UsageError(
        problem(
            "no-serve-here",
            "De pagina kan op dit systeem niet worden aangeboden.",
            "The page cannot be offered on this system.",
            None,
            "Dat gaat op Linux en macOS. Hier werkt wel: sto-check check.",
            "That works on Linux and macOS. Here sto-check check does.",
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket at an address; raises UsageError where it cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            problem(
                "cannot-listen",
                f"Op {host}, poort {port}, kan de pagina niet staan: {said}.",
                f"The page cannot be at {host}, port {port}: {said}.",
                None,
                "Kies een andere poort met --port.",
                "Choose another port with --port.",
            )
        ) from None
