"""Facts, outcomes and decisions of many applications as Parquet tables, for those who analyse them.

Each application is kept as a piece of its own, so that one that was checked before need not be checked again.
"""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sto_check.columns.layout import columns_of, ends_of, kinds_of
from sto_check.engine.checker import needed
from sto_check.text.place import write_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sto_check.columns.layout import Column
    from sto_check.decision.decision import Decision
    from sto_check.engine.fact import Fact
    from sto_check.scheme.condition import Type
    from sto_check.text.language import Lang

FOLDER = "parquet"
_SCHEME = b"scheme"
_DAYS_BEFORE_1970 = 719_163
_TYPES: dict[Type, pa.DataType] = {
    "day": pa.date32(),
    "yesno": pa.bool_(),
    "identifier": pa.string(),
    "token": pa.string(),
    "tokens": pa.list_(pa.string()),
}
_FACT = {
    "application": pa.string(),
    "position": pa.int64(),
    "given": pa.bool_(),
    "label": pa.string(),
    "path": pa.string(),
}
_OUTCOME = {
    "application": pa.string(),
    "rule": pa.string(),
    "theme": pa.string(),
    "kind": pa.string(),
    "position": pa.int64(),
    "status": pa.string(),
    "leads_to": pa.string(),
    "reason": pa.string(),
}
_APPLICATION = {
    "application": pa.string(),
    "called": pa.string(),
    "sha256": pa.string(),
    "scheme": pa.string(),
    "rules_sha256": pa.string(),
    "day": pa.date32(),
    "variant": pa.string(),
    "received": pa.date32(),
    "decision": pa.string(),
    "score": pa.int64(),
}


def piece_of(name: str, decision: Decision, reasons: Iterable[str], lang: Lang) -> bytes:
    """Return what is kept of one application: one row, with its facts of each kind and its outcomes as lists.

    ``reasons`` are those of the outcomes, in their order: each is made anew where it is asked for.
    """
    scheme, record = decision.scheme, decision.record
    positions = {id(fact): at for facts in record.facts.values() for at, fact in enumerate(facts)}
    row: dict[str, Any] = {
        "applications": [
            {
                "application": name,
                "called": decision.called,
                "sha256": decision.application_sha256,
                "scheme": scheme.id,
                "rules_sha256": scheme.fingerprint,
                "day": decision.day,
                "variant": decision.variant,
                "received": decision.received,
                "decision": decision.verdict,
                "score": decision.scores[0] if decision.scores else None,
            }
        ],
        "outcomes": [
            {
                "application": name,
                "rule": one.rule.id,
                "theme": one.rule.theme[lang],
                "kind": one.subject.kind,
                "position": positions[id(one.subject)],
                "status": str(one.status),
                "leads_to": one.leads_to,
                "reason": reason,
            }
            for one, reason in zip(decision.outcomes, reasons, strict=True)
        ],
    }
    types = {"applications": _listed(_APPLICATION), "outcomes": _listed(_OUTCOME)}
    for kind, columns in _kinds(decision).items():
        row[f"facts/{kind}"] = [_fact(name, at, fact, columns, lang) for at, fact in enumerate(record.facts[kind])]
        own = {called(column): _type(one) for one in columns for column in one.names}
        types[f"facts/{kind}"] = _listed(_FACT | own)
    table = pa.Table.from_pylist([row], pa.schema(list(types.items()), {_SCHEME: scheme.id}))
    held = BytesIO()
    with pa.ipc.new_file(held, table.schema) as writer:
        writer.write_table(table)
    return held.getvalue()


def called(column: str) -> str:
    """Return the name of an attribute's column, which is never that of a column that every fact has."""
    return f"{column}_" if column in _FACT else column


def _listed(columns: Mapping[str, pa.DataType]) -> pa.DataType:
    return pa.list_(pa.struct(list(columns.items())))


def _type(column: Column) -> pa.DataType:
    return _TYPES.get(column.type, pa.int64())


def _kinds(decision: Decision) -> dict[str, list[Column]]:
    """Return the kinds of fact that rules read, each with the attributes that they read and that are measured."""
    scheme = decision.scheme
    _, used = needed(scheme, decision.record.rules.values())
    return {
        kind: [one for one in columns_of(scheme, kind, measured=True) if one.name in used[kind] | {"id"}]
        for kind in kinds_of(scheme)
        if kind in used
    }


def _fact(name: str, position: int, fact: Fact, columns: Iterable[Column], lang: Lang) -> dict[str, Any]:
    label = fact.label if isinstance(fact.label, str) else fact.label[lang]
    found = {
        "application": name,
        "position": position,
        "given": fact.given,
        "label": label,
        "path": write_path(fact.path),
    }
    for column in columns:
        ends = ends_of(fact.values[column.name])
        found |= {called(one): _written(end, column.type) for one, end in zip(column.names, ends, strict=False)}
    return found


def _written(value: Any, of: Type) -> Any:
    if value is None:
        return None
    if of == "yesno":
        return bool(value)
    return value - _DAYS_BEFORE_1970 if of == "day" else value


def tables_of(pieces: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the Parquet files of what was kept, each with its name: of each scheme a folder with its tables."""
    by_scheme: dict[str, list[pa.Table]] = defaultdict(list)
    for piece in pieces:
        table = pa.ipc.open_file(BytesIO(piece)).read_all()
        by_scheme[table.schema.metadata[_SCHEME].decode()].append(table)
    for scheme, tables in sorted(by_scheme.items()):
        whole = pa.concat_tables(tables)
        for name in whole.column_names:
            rows = _rows(whole[name])
            held = BytesIO()
            pq.write_table(rows, held, compression="zstd")
            yield f"{FOLDER}/{scheme}/{name}.parquet", held.getvalue()


def _rows(column: pa.ChunkedArray) -> pa.Table:
    """Return lists of rows as one table."""
    batches = [pa.RecordBatch.from_struct_array(chunk) for chunk in pc.list_flatten(column).chunks]
    return pa.Table.from_batches(batches, pa.schema(list(column.type.value_type)))
