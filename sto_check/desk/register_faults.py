"""What is wrong with a register: entries and records that were changed, left out, exchanged or added from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sto_check.desk.register import ENTRIES, FIRST, HEAD, RECORDS, Entry, NotARegisterError, head_of, read_entry
from sto_check.documents.document import fingerprint
from sto_check.text.language import Text
from sto_check.text.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Checked(NamedTuple):
    """What was found of a register: its entries, what is wrong, and what to know though it is not wrong."""

    entries: list[Entry]
    faults: list[Text]
    notes: list[Text]


def check_register(path: Path, *, head: str = "", is_signed: Callable[[str, bytes], bool] | None = None) -> Checked:
    """Look through all of a register.

    ``head`` is the hash of an entry as it was noted down earlier elsewhere; an entry with it must be there.
    ``is_signed`` says whether a signature is one of the given bytes; then every entry must be signed. Raises
    NotARegisterError.
    """
    entries, rest = _read(path)
    known = [entry for entry in entries if entry is not None]
    faults = [*_chain(entries), *_records(path, known), *_unsigned(known, is_signed)]
    if head and head not in {entry.hash for entry in known}:
        faults.append(
            Text(
                f"Geen inschrijving heeft de genoteerde code {head}: sindsdien is iets weggehaald of herschreven.",
                f"No entry has the noted code {head}: since then something was taken away or written anew.",
            )
        )
    notes, wrong = _head(path, known)
    notes += [_BROKEN_OFF] if rest else []
    return Checked(known, faults + wrong, notes)


def entries_in(path: Path) -> list[Entry]:
    """Return the entries of a register that are as they were written; raises NotARegisterError."""
    return [entry for entry in _read(path)[0] if entry is not None]


def _read(path: Path) -> tuple[list[Entry | None], bytes]:
    """Return what each line holds, None for what is no entry, and what stands after the last whole line."""
    try:
        data = (path / ENTRIES).read_bytes()
    except OSError as error:
        nl, en = f"In {path} is geen register te lezen.", f"No register can be read in {path}."
        raise NotARegisterError(problem("no-register", nl, en)) from error
    *lines, rest = data.split(b"\n")
    return [read_entry(line) for line in lines], rest


_BROKEN_OFF = Text(
    "De laatste regel is niet af: een toevoeging is afgebroken. De volgende haalt haar weg.",
    "The last line is not whole: an addition was broken off. The next one takes it away.",
)


def _chain(entries: list[Entry | None]) -> Iterator[Text]:
    previous: str | None = FIRST
    for number, entry in enumerate(entries, 1):
        if entry is None:
            yield Text(f"Regel {number} is niet zoals zij is geschreven.", f"Line {number} is not as it was written.")
            previous = None
            continue
        if entry.number != number:
            yield Text(
                f"Op regel {number} staat inschrijving {entry.number}.",
                f"On line {number} stands entry {entry.number}.",
            )
        if entry.hash != entry.hashed():
            yield Text(f"Inschrijving {entry.number} is veranderd.", f"Entry {entry.number} was changed.")
        if previous is not None and entry.previous != previous:
            yield Text(
                f"Inschrijving {entry.number} sluit niet aan op die ervoor.",
                f"Entry {entry.number} does not follow on the one before it.",
            )
        previous = entry.hash


def _records(path: Path, entries: list[Entry]) -> Iterator[Text]:
    listed = {f"{entry.record}.json" for entry in entries}
    for entry in entries:
        try:
            found = fingerprint((path / RECORDS / f"{entry.record}.json").read_bytes())
        except OSError:
            yield Text(
                f"Het besluit van inschrijving {entry.number} ({entry.application}) is er niet.",
                f"The record of entry {entry.number} ({entry.application}) is not there.",
            )
            continue
        if found != entry.record:
            yield Text(
                f"Het besluit van inschrijving {entry.number} ({entry.application}) is veranderd.",
                f"The record of entry {entry.number} ({entry.application}) was changed.",
            )
    folder = path / RECORDS
    there = sorted(one.name for one in folder.iterdir() if not one.name.startswith(".")) if folder.is_dir() else []
    for name in there:
        if name not in listed:
            yield Text(f"{RECORDS}/{name} staat in geen inschrijving.", f"{RECORDS}/{name} is in no entry.")


def _unsigned(entries: list[Entry], is_signed: Callable[[str, bytes], bool] | None) -> Iterator[Text]:
    for entry in entries if is_signed else ():
        assert is_signed is not None
        if not is_signed(entry.signature, entry.hash.encode()):
            nl = f"Inschrijving {entry.number} is niet met deze sleutel ondertekend."
            yield Text(nl, f"Entry {entry.number} was not signed with this key.")


def _head(path: Path, entries: list[Entry]) -> tuple[list[Text], list[Text]]:
    """Return a note, or what is wrong, where the head is not that of the last entry."""
    try:
        found = (path / HEAD).read_bytes()
    except OSError:
        found = b""
    if not entries:
        return [], [_OTHER_HEAD] if found else []
    if found == head_of(entries[-1]):
        return [], []
    before = head_of(entries[-2]) if len(entries) > 1 else b""
    if found == before:
        return [_HEAD_BEHIND], []
    return [], [_OTHER_HEAD]


_OTHER_HEAD = Text(
    f"{HEAD} noemt een andere laatste inschrijving: het einde is weggehaald of veranderd.",
    f"{HEAD} names another last entry: the end was taken away or changed.",
)
_HEAD_BEHIND = Text(
    f"{HEAD} noemt nog de inschrijving ervoor: een toevoeging is op het laatst afgebroken. De volgende zet het recht.",
    f"{HEAD} still names the entry before: an addition was broken off at the end. The next one puts it right.",
)
