"""The application: a page for people, and the same as a JSON interface that documents itself."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple
from urllib.parse import quote

from fastapi import FastAPI, File, Form, HTTPException, Query, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.formparsers import MultiPartParser
from starlette.middleware.cors import CORSMiddleware

from sto_check.documents.limits import DEFAULT_LIMITS, MEGABYTE
from sto_check.forms.template import template_of
from sto_check.reports.json_model import report_schema
from sto_check.scheme.chosen import default_scheme
from sto_check.scheme.compiled import open_scheme
from sto_check.scheme.folder import scheme_names
from sto_check.text.language import Text
from sto_check.version import VERSION
from sto_check.web.checking import MEDIA, Asked, answer, file_name
from sto_check.web.interview_page import add_interview
from sto_check.web.pages import WORDS, page
from sto_check.web.safety import PAGE_POLICY, PAGE_REFERRER, Safety, report_policy
from sto_check.web.workers import Bounds, CheckDiedError, TooBusyError, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from sto_check.scheme.scheme import Scheme
    from sto_check.text.language import Lang
    from sto_check.web.checking import Answer
    from sto_check.web.checking import Form as ReportForm
    from sto_check.web.interviewing import Turn

LOCAL = ("localhost", "127.0.0.1", "::1")
"""How this computer calls itself."""
OVERHEAD = 64 * 1024
"""Room for what stands around a file in a form."""
_FILES = {"style.css": "text/css; charset=utf-8", "page.js": "text/javascript; charset=utf-8"}
_DIED = {
    "time": Text("Deze toets duurde te lang en is gestopt.", "This check took too long and was stopped."),
    "memory": Text(
        "Deze toets vroeg te veel geheugen en is gestopt.", "This check took too much memory and was stopped."
    ),
    "crash": Text("Deze toets brak af; er is geen uitkomst.", "This check broke off; there is no result."),
}
_BUSY = Text(
    "Het is nu te druk. Probeer het over een halve minuut opnieuw.", "It is too busy now. Try again in half a minute."
)
_NO_SCHEME = Text("Die regeling is hier niet bekend.", "That scheme is not known here.")
TemplateForm = Literal["yaml", "xlsx", "ods"]
Language = Literal["nl", "en"]


class Settings(NamedTuple):
    """How the page is offered.

    ``rules`` is a folder of schemes instead of those that come along, ``maxima`` a table of maxima for those that have
    one; ``hosts`` are the names by which the server may
    be called, ``*`` for any, and ``origins`` the sites of others that may use the JSON interface.
    """

    rules: Path | None = None
    maxima: Path | None = None
    hosts: tuple[str, ...] = LOCAL
    origins: tuple[str, ...] = ()
    bounds: Bounds = Bounds()


def make_app(settings: Settings) -> FastAPI:
    """Return the application. Nothing that is sent to it is kept, nor written down."""
    most = DEFAULT_LIMITS.megabytes * MEGABYTE + OVERHEAD
    MultiPartParser.spool_max_size = most  # what is uploaded stays in memory
    state = State(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with tempfile.TemporaryDirectory() as empty:
            state.start(empty)
            yield

    app = FastAPI(
        title="sto-check",
        version=VERSION,
        description="Checks an application for a subsidy and gives the reasons. Nothing that is sent is kept.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    add_interview(app, state)
    _pages(app, state)
    _interface(app, state)
    if settings.origins:
        app.add_middleware(CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"])
    app.add_middleware(Safety, most=most, hosts=settings.hosts, origins=settings.origins)
    return app


class State:
    """What all requests share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.schemes = {name: open_scheme(name, settings.rules) for name in scheme_names(settings.rules)}
        self.default = default_scheme(settings.rules)
        self.empty = ""
        self._workers: Workers | None = None

    def start(self, empty: str) -> None:
        """Make the workers, in the loop that serves; ``empty`` is a folder where nothing stands."""
        self.empty, self._workers = empty, Workers(self.settings.bounds)

    @property
    def workers(self) -> Workers:
        """Those who check."""
        assert self._workers is not None
        return self._workers

    def scheme(self, name: str, lang: Lang) -> Scheme:
        """Return a scheme by its id, or the default for no id; raises HTTPException where there is none."""
        opened = self.schemes.get(name or self.default)
        if opened is None:
            raise HTTPException(404, _NO_SCHEME[lang])
        return opened

    async def answer(self, upload: UploadFile, scheme: str, form: ReportForm, lang: Lang) -> Answer:
        """Check what was uploaded; raises HTTPException with words for people where there is no answer."""
        if scheme:
            self.scheme(scheme, lang)
        return await self.answered(answer, self.asked(await upload.read(), upload.filename or "", scheme, form, lang))

    def asked(self, data: bytes, name: str, scheme: str, form: ReportForm, lang: Lang) -> Asked:
        """Return what is asked of a document, as this server does it."""
        ours = self.settings
        return Asked(data, name, form, lang, scheme, ours.rules, ours.maxima, DEFAULT_LIMITS, self.empty)

    async def answered(self, work: Callable[[Any], Answer], asked: Asked | Turn) -> Answer:
        """Return what a worker makes of it; raises HTTPException with words for people where there is no answer."""
        lang = asked.lang
        try:
            return await self.workers.do(work, asked)
        except TooBusyError:
            raise HTTPException(503, _BUSY[lang], {"Retry-After": "30"}) from None
        except CheckDiedError as died:
            raise HTTPException(500, _DIED[died.why][lang]) from None


def _pages(app: FastAPI, state: State) -> None:
    titles = {name: scheme.head.title for name, scheme in state.schemes.items() if scheme.form.name != "indicatoren"}

    @app.get("/", include_in_schema=False)
    async def start(lang: Language = "nl") -> Response:
        return _page(lang, titles, state.default)

    @app.post("/check", include_in_schema=False)
    async def check(
        file: Annotated[UploadFile, File()],
        scheme: Annotated[str, Form()] = "",
        lang: Annotated[Language, Form()] = "nl",
        form: Annotated[Literal["html", "json", "xlsx", "help"], Form()] = "html",
    ) -> Response:
        if not file.filename:
            return _page(lang, titles, state.default, WORDS["no_file"][lang], 400)
        try:
            answered = await state.answer(file, scheme, form, lang)
        except HTTPException as error:
            return _page(lang, titles, state.default, str(error.detail), error.status_code, error.headers)
        return _response(answered, file.filename, download=answered.form in {"json", "xlsx"})

    @app.get("/template", include_in_schema=False)
    async def template(scheme: str = "", form: TemplateForm = "xlsx", lang: Language = "nl") -> Response:
        return await _template(state, scheme, form, lang)

    @app.get("/favicon.ico", include_in_schema=False)
    async def icon() -> Response:
        return Response(status_code=204)

    @app.get("/{name}", include_in_schema=False)
    async def file(name: str) -> Response:
        if name not in _FILES:
            raise HTTPException(404)
        return FileResponse(Path(__file__).parent / "pages" / name, media_type=_FILES[name])


def _interface(app: FastAPI, state: State) -> None:
    problems: dict[int | str, dict[str, Any]] = {
        413: {"description": "The file is too large."},
        503: {"description": "Too busy; see Retry-After."},
    }
    schema = report_schema()
    checked: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "The report, as `check --format json` gives it; or the page or the workbook, if asked for.",
            "content": {"application/json": {"schema": schema}, MEDIA["xlsx"]: {}, "text/html": {}},
        }
    }

    @app.get("/api/health", tags=["server"])
    async def health() -> dict[str, str | int]:
        """Say that the server works, which version it is, and how many checks run or wait."""
        return {"status": "ok", "version": VERSION, "checks": state.workers.asked}

    @app.get("/api/schemes", tags=["schemes"])
    async def schemes() -> list[dict[str, str | bool]]:
        """List the schemes; the default is the one for a document that names none."""
        return [
            {"id": name, "nl": one.head.title.nl, "en": one.head.title.en, "default": name == state.default}
            for name, one in state.schemes.items()
        ]

    @app.get("/api/template", tags=["schemes"], response_class=Response)
    async def template(scheme: str = "", form: TemplateForm = "xlsx", lang: Language = "nl") -> Response:
        """Give the document of a scheme to fill in."""
        return await _template(state, scheme, form, lang)

    @app.get("/api/schema", tags=["schemes"])
    async def document_schema(scheme: Annotated[str, Query(description="id of the scheme")] = "") -> JSONResponse:
        """Give the JSON Schema of the document of a scheme."""
        form = state.scheme(scheme, "en").form
        return JSONResponse(await asyncio.to_thread(form.model.model_json_schema))

    @app.post("/api/check", tags=["check"], responses={**checked, **problems}, response_class=Response)
    async def check(
        file: Annotated[UploadFile, File(description="YAML, JSON, XLSX or ODS")],
        scheme: Annotated[str, Form(description="id of the scheme; else the one that the document names")] = "",
        lang: Annotated[Language, Form()] = "nl",
        form: Annotated[
            Literal["html", "json", "xlsx"], Form(description="xlsx: the workbook with the findings in it")
        ] = "json",
    ) -> Response:
        """Check one document. A document that cannot be read is a report with its problems, and status 200."""
        return _response(await state.answer(file, scheme, form, lang), file.filename or "", download=False)


def _response(answered: Answer, name: str, *, download: bool) -> Response:
    headers = {"X-Exit-Code": str(answered.exit_code)}
    if answered.form in {"html", "help"}:
        headers["Content-Security-Policy"] = report_policy(answered.content)
    stem = file_name(name).rpartition(".")[0] or "document"
    called = f"{stem}-bevindingen.{answered.form}" if answered.form == "xlsx" else f"{stem}.{answered.form}"
    if download or answered.form == "xlsx":
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(called)}"
    return Response(answered.content, media_type=MEDIA[answered.form], headers=headers)


async def _template(state: State, scheme: str, form: TemplateForm, lang: Lang) -> Response:
    opened = state.scheme(scheme, lang)
    data = await asyncio.to_thread(template_of, opened.form, form, opened.id)
    media = {"yaml": "application/yaml", "xlsx": MEDIA["xlsx"], "ods": "application/vnd.oasis.opendocument.spreadsheet"}
    called = f"{opened.form.name}.{form}"
    return Response(
        data, media_type=media[form], headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(called)}"}
    )


def _page(
    lang: Lang,
    titles: dict[str, Text],
    default: str,
    wrong: str = "",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    own = {"Content-Security-Policy": PAGE_POLICY, "Referrer-Policy": PAGE_REFERRER}
    return HTMLResponse(page(lang, titles, default, wrong), status, {**own, **(headers or {})})
