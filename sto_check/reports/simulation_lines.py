"""What versions of a scheme do to many applications: as lines, as JSON and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sto_check.reports.json_text import json_text
from sto_check.reports.layout import STYLE_OF_VERDICT, Line
from sto_check.reports.phrases import count_of
from sto_check.scheme.written import write_value
from sto_check.text.language import Text, printable, write_integer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sto_check.columns.recipe import Recipe, Vary
    from sto_check.columns.simulation import Asked, Changed, Seen, Simulation, Version
    from sto_check.text.language import Lang

_NOW = Text("zoals nu", "as it is now")
_OTHERWISE = Text("anders", "otherwise")
_MOST_UNREADABLE = 5


def simulation_lines(found: Simulation, asked: Asked, lang: Lang) -> Iterator[Line]:
    """Yield what each version decides, and of versions that are not a range who comes out otherwise."""
    first = found.versions[0].version
    yield Line(_about(found, asked, lang), style="bold")
    for name, error in found.unreadable[:_MOST_UNREADABLE]:
        yield Line(f"{printable(name)}: {error.problems[0].says[lang]}", 2, _LEFT_OUT[lang], label_style="warn")
    yield Line()
    yield from _table(found, first, lang)
    if asked.figure:
        yield Line()
        yield from _sums(found, asked, first, lang)
    for seen in found.versions[1:]:
        if seen.number_changed and not _is_range(found):
            yield Line()
            yield from _changes(seen, first, asked, lang)
    if found.versions[1:] and all(not seen.number_changed for seen in found.versions[1:]):
        yield Line()
        yield Line(Text("Geen aanvraag komt anders uit.", "No application comes out otherwise.")[lang])


_LEFT_OUT = Text("Niet meegedaan", "Left out")


def _about(found: Simulation, asked: Asked, lang: Lang) -> str:
    number = write_integer(found.number, lang)
    if asked.recipe is None:
        return count_of(found.number, ("aanvraag", "aanvragen"), ("application", "applications"))[lang]
    given = count_of(len(found.given), ("document", "documenten"), ("document", "documents"))
    fields = "; ".join(_varies(field, lang) for field in asked.recipe.fields)
    return Text(
        f"{number} aanvragen, getrokken uit {given.nl} (zaad {asked.recipe.seed}): {fields}",
        f"{number} applications, drawn from {given.en} (seed {asked.recipe.seed}): {fields}",
    )[lang]


def _varies(field: Vary, lang: Lang) -> str:
    said = f"{field.path} × {_thousandths(field.low, lang)}–{_thousandths(field.high, lang)}"
    plain = said if field.low != field.high else field.path
    blank = _thousandths(field.blank, lang)
    return f"{plain}, {Text(f'{blank} leeg', f'{blank} blank')[lang]}" if field.blank else plain


def _thousandths(value: int, lang: Lang) -> str:
    return write_value((value, 1000), "percent")[lang]


def _is_range(found: Simulation) -> bool:
    """Whether the versions are values of one parameter."""
    names = [tuple(setting.name for setting in seen.version.settings) for seen in found.versions[1:]]
    return len(names) > 1 and len(set(names)) == 1 and len(names[0]) == 1


def title_of(version: Version, first: Version, lang: Lang) -> str:
    """Return what a version is called beside the first: its scheme or variant if that is another, and its values."""
    if version is first and not version.settings:
        return _NOW[lang]
    said = [setting.told(lang) for setting in version.settings]
    if version.variant != first.variant:
        said.insert(0, f"@{version.variant}")
    if version.scheme.fingerprint != first.scheme.fingerprint:
        named = version.scheme.id if version.scheme.id != first.scheme.id else version.scheme.folder
        said.insert(0, printable(named))
    return ", ".join(said) or _NOW[lang]


def _table(found: Simulation, first: Version, lang: Lang) -> Iterator[Line]:
    policy = first.scheme.decision.policy
    heads = ["", *(entry.title[lang] for entry in policy), _OTHERWISE[lang]]
    rows = [
        [
            title_of(seen.version, first, lang),
            *(write_integer(seen.decisions.get(entry.id, 0), lang) for entry in policy),
            write_integer(seen.number_changed, lang) if at else "",
        ]
        for at, seen in enumerate(found.versions)
    ]
    yield from _aligned([heads, *rows])


def _sums(found: Simulation, asked: Asked, first: Version, lang: Lang) -> Iterator[Line]:
    assert asked.figure
    kind, name = asked.figure
    of, policy = first.scheme.types[kind][name], first.scheme.decision.policy
    yield Line(Text(f"Som van {kind}.{name}", f"Sum of {kind}.{name}")[lang], style="head")
    heads = ["", *(entry.title[lang] for entry in policy)]
    unknown = Text("onbekend bij", "not known of")[lang]
    if asked.ceiling is not None:
        heads.append(Text("past in het plafond", "fits under the ceiling")[lang])
    rows = []
    for seen in found.versions:
        row = [title_of(seen.version, first, lang)]
        for entry in policy:
            total, lacking = seen.sums.get(entry.id, (0, 0))
            said = write_value(total, of)[lang]
            row.append(f"{said} ({unknown} {write_integer(lacking, lang)})" if lacking else said)
        if seen.within is not None:
            number, total = seen.within
            row.append(f"{write_integer(number, lang)}: {write_value(total, of)[lang]}")
        rows.append(row)
    yield from _aligned([heads, *rows])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[Line]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield Line("", 2, "  ".join(cells).rstrip(), label_style="plain" if number else "dim")


def _changes(seen: Seen, first: Version, asked: Asked, lang: Lang) -> Iterator[Line]:
    titles: dict[str, str] = {entry.id: entry.title[lang] for entry in first.scheme.decision.policy}
    yield Line(title_of(seen.version, first, lang), style="head")
    for (old, new), number in seen.moves.items():
        yield Line(f"{titles[old]} → {titles[new]}: {write_integer(number, lang)}", 2)
    if not seen.moves:
        yield Line(Text("Geen andere beslissing.", "No other decision.")[lang], 2)
    rules = ", ".join(f"{rule} ({write_integer(number, lang)})" for rule, number in seen.rules.items())
    yield Line(rules, 2, Text("Anders:", "Otherwise:")[lang])
    for one in seen.changed:
        yield Line(_changed(one, titles, asked.recipe, lang), 4, style="plain" if one.old == one.new else
                   STYLE_OF_VERDICT[one.new])  # fmt: skip
    more = seen.number_changed - len(seen.changed)
    if more > 0:
        yield Line(Text(f"En nog {more}.", f"And {more} more.")[lang], 4, style="dim")


def _changed(one: Changed, titles: dict[str, str], recipe: Recipe | None, lang: Lang) -> str:
    moved = titles[one.old] if one.old == one.new else f"{titles[one.old]} → {titles[one.new]}"
    rules = ", ".join(f"{rule} {old.words[lang]} → {new.words[lang]}" for rule, old, new in one.rules)
    name = printable(one.like)
    if recipe is not None:
        like = Text(f"als {name}", f"like {name}")[lang]
        drawn = ", ".join(
            f"{field.path} {'–' if factor is None else '× ' + _thousandths(factor, lang)}"
            for field, factor in zip(recipe.fields, one.factors, strict=True)
        )
        name = f"{write_integer(one.number, lang)} ({like}, {drawn})"
    return f"{name}: {moved}" + (f"; {rules}" if rules else "")


def simulation_json(found: Simulation, asked: Asked, lang: Lang) -> str:
    """Return the same as JSON."""
    first = found.versions[0].version
    recipe = asked.recipe
    value: dict[str, Any] = {
        "applications": found.number,
        "given": list(found.given),
        "left_out": {name: error.problems[0].says[lang] for name, error in found.unreadable},
        "drawn": None if recipe is None else {
            "seed": recipe.seed,
            "fields": [one._asdict() for one in recipe.fields],
            "unit": "thousandths",
        },
        "versions": [_version(seen, first, lang) for seen in found.versions],
    }  # fmt: skip
    return json_text(value)


def _version(seen: Seen, first: Version, lang: Lang) -> dict[str, Any]:
    version = seen.version
    return {
        "title": title_of(version, first, lang),
        "scheme": version.scheme.id,
        "fingerprint": version.scheme.fingerprint,
        "variant": version.variant,
        "settings": {one.name: one.written[lang] for one in version.settings},
        "decisions": dict(seen.decisions),
        "changed": seen.number_changed,
        "moves": [{"old": old, "new": new, "number": number} for (old, new), number in seen.moves.items()],
        "rules": dict(seen.rules),
        "sums": {decision: {"sum": total, "unknown": lacking} for decision, (total, lacking) in seen.sums.items()},
        "within_ceiling": None if seen.within is None else dict(zip(("number", "sum"), seen.within, strict=True)),
        "examples": [
            {
                "number": one.number,
                "like": one.like,
                "factors": list(one.factors),
                "old": one.old,
                "new": one.new,
                "rules": [{"rule": rule, "old": str(old), "new": str(new)} for rule, old, new in one.rules],
            }
            for one in seen.changed
        ],
    }
