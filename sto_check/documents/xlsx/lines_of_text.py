"""On how many lines a text stands in a cell, for rows that are high enough in every program."""

from __future__ import annotations


def lines_of(text: str, room: int) -> int:
    """Return on how many lines a text stands in a column of so many characters, words kept whole where they fit."""
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0
        for word in paragraph.split(" "):
            if used and used + 1 + len(word) > room:
                lines, used = lines + 1, 0
            used += len(word) + (1 if used else 0)
            lines, used = lines + max(0, used - 1) // room, used % room or used
    return lines
