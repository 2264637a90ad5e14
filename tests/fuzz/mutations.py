"""Small changes of a file: bytes of any file, lines of a table; and the list of changes for each kind of file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]
"""Returns the bytes of a file with one change; the same random numbers give the same change."""

HOSTILE = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\x1b[31m", b"\x07", b"\x7f", b"\xc2\x85", b"\xc2\x9b", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xe2\x80\xae",
    b"\xe2\x81\xa6", b"\xe2\x80\x8f", b"\xc2\xad", b"\xe2\x80\x8b", b"\xc2\xa0", b"\xef\xbf\xbe", b"\xf0\x9f\x98\x80",
    b"\xd9\xa1", b"\xef\xbc\x91", b"\t", b"\r", b"\r\n", b"\x0b", b"\x0c", b"\n", b" ", b":", b": ", b"- ", b"#", b" #",
    b"'", b'"', b"{", b"}", b"[", b"]", b",", b"&a ", b"*a", b"!!int ", b"? ", b"|", b">", b"%", b"@", b"`", b"\\",
    b"---\n", b"...\n", b"<<: ", b"~", b";", b"%YAML 1.2\n---\n", b"\\ud800", b"\\u0000",
)  # fmt: skip
"""Bytes that readers stumble over: marks of other encodings, control characters, turned directions, signs of YAML."""

BY_SUFFIX: dict[str, list[Mutation]] = {}


def register(suffix: str, *mutations: Mutation) -> None:
    """Make changes known for the files whose names end so (``.yaml``); another module adds a format with this."""
    BY_SUFFIX.setdefault(suffix, []).extend(mutations)


def mutate(random: Random, suffix: str, data: bytes) -> bytes:
    """Return the bytes of a file with one to four changes that are made to files of this suffix."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        data = random.choice(BY_SUFFIX[suffix])(random, data)
    return data


def flip(random: Random, data: bytes) -> bytes:
    """Change one bit."""
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def insert(random: Random, data: bytes) -> bytes:
    """Put one byte, or a few times the same hostile bytes, somewhere."""
    at = random.randint(0, len(data))
    new = random.randbytes(1) if random.random() < 0.2 else random.choice(HOSTILE) * random.choice((1, 1, 1, 2, 50))
    return data[:at] + new + data[at:]


def delete(random: Random, data: bytes) -> bytes:
    """Leave out a few bytes."""
    at, length = random.randint(0, len(data)), random.choice((1, 1, 2, 5, 40, 500))
    return data[:at] + data[at + length :]


def duplicate(random: Random, data: bytes) -> bytes:
    """Write a few bytes a second time."""
    at, length = random.randint(0, len(data)), random.choice((1, 2, 5, 40, 500))
    return data[: at + length] + data[at:]


def truncate(random: Random, data: bytes) -> bytes:
    """Cut the end off."""
    return data[: random.randint(0, len(data))]


def exchange(random: Random, data: bytes) -> bytes:
    """Let two stretches of bytes change places."""
    first, second, third, fourth = sorted(random.randint(0, len(data)) for _ in range(4))
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def recode(random: Random, data: bytes) -> bytes:
    """Write the text in another encoding, or with other ends of lines."""
    text = data.decode("utf-8", "replace")
    encoding = random.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "cr", "crlf", "utf-7"))
    if encoding in {"cr", "crlf"}:
        return data.replace(b"\n", b"\r" if encoding == "cr" else b"\r\n")
    return text.encode(encoding, "replace")


def splice_with(others: list[bytes]) -> Mutation:
    """Return the change that joins the start of a file to the end of one of the others."""

    def splice(random: Random, data: bytes) -> bytes:
        other = random.choice(others)
        return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]

    return splice


def change_row(random: Random, data: bytes) -> bytes:
    """Drop or double a row of a table, or change a value or the divider of it."""
    rows = data.split(b"\n")
    at = random.randrange(len(rows))
    cells = rows[at].split(b",")
    match random.randrange(5):
        case 0:
            del rows[at]
        case 1:
            rows.insert(at, rows[at])
        case 2:
            rows[at] = rows[at].replace(b",", random.choice((b";", b",,", b"\t", b"")))
        case 3:
            rows[at] = b'"' + rows[at].replace(b",", random.choice((b'","', b'",', b'"",""'))) + b'"'
        case _:
            values = (b"", b"1e5", b"-1", b"NaN", b"9" * 10_000, b"99999999999.99", b"0.001", b'"', b"=1+1", b"nummer")
            cells[random.randrange(len(cells))] = random.choice(values)
            rows[at] = b",".join(cells)
    return b"\n".join(rows)


BYTES: tuple[Mutation, ...] = (flip, insert, insert, delete, duplicate, truncate, exchange, recode)
"""The changes that any file can undergo."""
register(".yaml", *BYTES)
register(".json", *BYTES)
register(".csv", *BYTES, change_row, change_row, change_row, change_row)
