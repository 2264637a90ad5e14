"""Our own words for what the YAML parser says: that of libyaml, and the one in Python where libyaml is not there."""

from __future__ import annotations

_COLON = (
    "hier staat een dubbele punt te veel, of de regel is te ver ingesprongen",
    "there is a colon too many here, or the line is indented too far",
)
_BLOCK = (
    "deze regel past niet in de lijst of groep erboven; let op de inspringing en op aanhalingstekens",
    "this line does not fit in the list or group above it; mind the indentation and the quotes",
)
_HEX = ("deze code met \\x of \\u is niet af", "this code with \\x or \\u is not complete")
_CODE = ("deze \\u-code staat voor geen teken", "this \\u code stands for no character")
_ENDS = (
    "het document houdt midden in een tekst op; sluit de aanhalingstekens",
    "the document ends in the middle of a text; close the quotes",
)
_DIVIDER = (
    "midden in een tekst staat een regel met --- of ...; sluit de aanhalingstekens",
    "there is a line with --- or ... in the middle of a text; close the quotes",
)
_TAB = ("hier staat een tab waar spaties horen", "there is a tab here where spaces belong")
_AFTER_SIGN = (
    "na | of >, en na een regel met %, staat op dezelfde regel niets meer",
    "nothing more stands on the line after | or >, or after a line with %",
)
_ZERO = (
    "na | of > staat een inspringing van 0; dat moet 1 tot en met 9 zijn",
    "an indentation of 0 stands after | or >; it must be 1 to 9",
)
_PERCENT = (
    "een regel die met % begint is een aanwijzing voor de lezer, en deze is niet bekend",
    "a line that starts with % is a directive for the parser, and this one is not known",
)
_TWICE = (
    "deze aanwijzing met % staat er twee keer; laat haar weg",
    "this directive with % stands there twice; leave it out",
)
_TAG = (
    "een typeaanduiding (!) is hier niet af; zet de tekst tussen aanhalingstekens",
    "a tag (!) is not complete here; put quotes around the text",
)

SYNTAX = {
    "mapping values are not allowed": _COLON,
    "mapping keys are not allowed": (
        "hier mag geen vraagteken met een sleutel staan; zet de tekst tussen aanhalingstekens",
        "a question mark with a key cannot stand here; put quotes around the text",
    ),
    "sequence entries are not allowed": (
        "hier mag geen streepje van een lijst staan; begin de lijst op een nieuwe regel",
        "a dash of a list cannot stand here; begin the list on a new line",
    ),
    "cannot start any token": (
        "hier staat een teken dat niet aan het begin mag staan, zoals een tab, @ of `",
        "a character that cannot stand at the start, such as a tab, @ or `",
    ),
    "could not find expected ':'": (
        "na deze sleutel ontbreekt een dubbele punt",
        "a colon is missing after this key",
    ),
    "did not find expected key": (
        "hier wordt een sleutel verwacht; let op de inspringing en op aanhalingstekens",
        "a key is expected here; mind the indentation and the quotes",
    ),
    "expected <block end>": _BLOCK,
    "did not find expected '-' indicator": (
        "hier wordt een streepje van de lijst verwacht; let op de inspringing",
        "a dash of the list is expected here; mind the indentation",
    ),
    "expected ',' or": (
        "tussen haken ontbreekt een komma of een sluithaak",
        "a comma or a closing bracket is missing",
    ),
    "node content": (
        "hier wordt een waarde of een sluithaak verwacht; zet een los leesteken tussen aanhalingstekens",
        "a value or a closing bracket is expected here; put quotes around a mere sign",
    ),
    "<document start>": (
        "het document was hier al afgelopen; let op de inspringing en op aanhalingstekens",
        "the document had ended before this; mind the indentation and the quotes",
    ),
    "control characters are not allowed": (
        "hier staat een onzichtbaar stuurteken",
        "there is an invisible control character here",
    ),
    "found unexpected ':'": _COLON,
    "a tab character": _TAB,
    "unexpected end of stream": _ENDS,
    "unexpected document indicator": _DIVIDER,
    "unexpected document separator": _DIVIDER,
    "unknown escape character": (
        "na \\ staat een teken dat daar niets betekent; schrijf \\\\ of gebruik enkele aanhalingstekens",
        "the character after \\ means nothing there; write \\\\ or use single quotes",
    ),
    "invalid Unicode character escape": _CODE,
    "expected hexdecimal number": _HEX,
    "expected escape sequence of": _HEX,
    "alphabetic or numeric character": (
        "na &, * of % ontbreekt een naam; zet de tekst tussen aanhalingstekens",
        "a name is missing after &, * or %; put quotes around the text",
    ),
    "comment or line break": _AFTER_SIGN,
    "a comment or a line break": _AFTER_SIGN,
    "chomping or indentation indicators": _AFTER_SIGN,
    "indentation indicator": _ZERO,
    "incompatible YAML document": (
        "deze versie van YAML is niet bekend; laat de regel met %YAML weg",
        "this version of YAML is not known; leave out the line with %YAML",
    ),
    "duplicate %": _TWICE,
    "duplicate YAML directive": _TWICE,
    "duplicate tag handle": _TWICE,
    "directive name": _PERCENT,
    "non-alphabetical character": _PERCENT,
    "version number": _PERCENT,
    "expected digit or": _PERCENT,
    "expected a digit": _PERCENT,
    "tag handle": _TAG,
    "non-specific tag": _TAG,
    "expected '!'": _TAG,
    "expected '>'": _TAG,
    "expected ' '": _TAG,
    "expected whitespace": _TAG,
    "URI": _TAG,
    "UTF-8 octet": _TAG,
    "codec can't decode": _TAG,
}
"""What is in the parser's words, and ours in Dutch and English; the first that fits counts."""
