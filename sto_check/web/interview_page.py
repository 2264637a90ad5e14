"""The interview as pages: each request holds all the answers so far, so that nothing is kept here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from fastapi import HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from sto_check.documents.limits import DEFAULT_LIMITS
from sto_check.documents.write import write_json
from sto_check.web.checking import MEDIA, file_name
from sto_check.web.interviewing import NAME, Action, Turn, take
from sto_check.web.safety import PAGE_POLICY, PAGE_REFERRER, report_policy

if TYPE_CHECKING:
    from fastapi import FastAPI

    from sto_check.text.language import Lang
    from sto_check.web.app import State

MOST_INPUTS = 40


def add_interview(app: FastAPI, state: State) -> None:
    """Add the page of the interview."""

    @app.post("/ask", include_in_schema=False)
    async def ask(request: Request) -> Response:
        async with request.form(max_files=1) as form:
            turn = await _turn(form, state)
        answered = await state.answered(take, turn)
        if answered.form == "page":
            headers = {"Content-Security-Policy": PAGE_POLICY, "Referrer-Policy": PAGE_REFERRER}
        elif answered.form == "html":
            headers = {"Content-Security-Policy": report_policy(answered.content)}
        else:
            headers = {"Content-Disposition": f"attachment; filename=antwoorden.{answered.form}"}
        return Response(answered.content, media_type=MEDIA[answered.form], headers=headers)


async def _turn(form: FormData, state: State) -> Turn:
    """Return what was sent as a turn; raises HTTPException where it is none."""
    lang: Lang = "en" if form.get("lang") == "en" else "nl"
    scheme = state.scheme(_text(form, "scheme"), lang)
    action: Any = "change" if _text(form, "change") else _text(form, "action")
    if action not in get_args(Action):
        raise HTTPException(400)
    document, name = _text(form, "document") or write_json({"regeling": scheme.id}), _text(form, "name") or NAME
    data = document.encode("utf-8", "replace")
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        data, name = await upload.read(), file_name(upload.filename)
    said = tuple(", ".join(str(one) for one in form.getlist(f"i{number}")) for number in range(MOST_INPUTS))
    later, given = (tuple(_text(form, name).split()) for name in ("later", "given"))
    path = _text(form, "change") or _text(form, "path")
    ours = state.settings
    return Turn(
        action,
        data,
        name,
        path,
        said,
        later,
        given,
        lang,
        scheme.id,
        ours.rules,
        ours.maxima,
        DEFAULT_LIMITS,
        state.empty,
    )


def _text(form: FormData, name: str) -> str:
    found = form.get(name)
    return found if isinstance(found, str) else ""
