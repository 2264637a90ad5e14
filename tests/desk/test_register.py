"""The register of decisions: it only grows, it survives what breaks off, and every change in it is found."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sto_check.desk.record import KIND, write_record
from sto_check.desk.register import (
    ENTRIES,
    FIRST,
    HEAD,
    RECORDS,
    BrokenRegisterError,
    Entry,
    NotARegisterError,
    head_of,
    open_register,
    read_entry,
)
from sto_check.desk.register_faults import check_register
from sto_check.desk.signing import KeyUnreadableError, signer, verifier
from tests.cli.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = 1000


def told(name: str) -> dict[str, object]:
    return {
        "record": KIND,
        "application": {"name": name, "sha256": "a" * 64},
        "decision": {"verdict": "eligible", "title": {"nl": "in aanmerking"}},
        "decided": {"by": "A. Bos", "on": "2026-11-26"},
    }


def add(folder: Path, name: str, key: Path | None = None) -> Entry:
    record = told(name)
    with open_register(folder) as register:
        return register.add(write_record(record), record, signer(key) if key else None)[0]


def faults(folder: Path, head: str = "") -> list[str]:
    return [fault.nl for fault in check_register(folder, head=head).faults]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    for number in range(1, 6):
        add(folder, f"{number}.yaml")
    return folder


def test_each_entry_names_its_record_and_the_entry_before(register: Path) -> None:
    entries = check_register(register).entries
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.previous for entry in entries] == [FIRST, *(entry.hash for entry in entries[:-1])]
    assert all((register / RECORDS / f"{entry.record}.json").is_file() for entry in entries)
    assert (register / HEAD).read_bytes() == head_of(entries[-1])
    assert faults(register) == []


def test_what_is_in_it_already_is_not_added_again(register: Path) -> None:
    before = (register / ENTRIES).read_bytes()
    record = told("2.yaml")
    with open_register(register) as opened:
        entry, new = opened.add(write_record(record), record)
    assert (entry.number, new) == (2, False)
    assert (register / ENTRIES).read_bytes() == before
    assert faults(register) == []


def test_every_change_of_a_single_byte_is_found(register: Path) -> None:
    files = [register / ENTRIES, register / HEAD, *sorted((register / RECORDS).iterdir())]
    whole = {path: path.read_bytes() for path in files}
    draw = random.Random(8)  # noqa: S311 - the same changes each time
    for number in range(CHANGES):
        path = draw.choice(files)
        data = bytearray(whole[path])
        at = draw.randrange(len(data))
        data[at] ^= draw.randrange(1, 256)
        path.write_bytes(data)
        assert faults(register), f"change {number}: byte {at} of {path.name}"
        path.write_bytes(whole[path])
    assert faults(register) == []


def test_what_is_left_out_exchanged_or_put_in_is_found(register: Path, tmp_path: Path) -> None:
    lines = (register / ENTRIES).read_bytes().splitlines(keepends=True)
    entries = check_register(register).entries

    def with_lines(name: str, *kept: bytes) -> Path:
        folder = tmp_path / name
        copytree(register, folder)
        (folder / ENTRIES).write_bytes(b"".join(kept))
        return folder

    assert "Inschrijving 3 sluit niet aan op die ervoor." in faults(with_lines("without", *lines[:1], *lines[2:]))
    swapped = faults(with_lines("swapped", *lines[:1], lines[2], lines[1], *lines[3:]))
    assert "Op regel 2 staat inschrijving 3." in swapped
    end = with_lines("end", *lines[:-1])
    (end / RECORDS / f"{entries[-1].record}.json").unlink()
    assert faults(end) == [f"{HEAD} noemt een andere laatste inschrijving: het einde is weggehaald of veranderd."]
    (end / HEAD).write_bytes(head_of(entries[-2]))  # whoever does this too is found by a code noted elsewhere
    assert faults(end) == []
    assert faults(end, entries[-2].hash) == []
    assert len(faults(end, entries[-1].hash)) == 1
    gone = with_lines("gone", *lines)
    (gone / RECORDS / f"{entries[1].record}.json").unlink()
    assert faults(gone) == ["Het besluit van inschrijving 2 (2.yaml) is er niet."]
    records = with_lines("records", *lines) / RECORDS
    one, two = (records / f"{entries[number].record}.json" for number in (0, 1))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert [fault[:35] for fault in faults(records.parent)] == [
        "Het besluit van inschrijving 1 (1.y",
        "Het besluit van inschrijving 2 (2.y",
    ]
    (register / RECORDS / "vreemd.json").write_bytes(b"{}")
    assert faults(register) == [f"{RECORDS}/vreemd.json staat in geen inschrijving."]


def test_to_a_chain_that_is_broken_nothing_is_added(register: Path) -> None:
    data = (register / ENTRIES).read_bytes()
    for changed in (data.replace(b"5.yaml", b"6.yaml"), data[:-1] + b" ", data[: data.rindex(b"{")]):
        (register / ENTRIES).write_bytes(changed)
        with pytest.raises(BrokenRegisterError, match="klopt niet"):
            add(register, "7.yaml")
        assert (register / ENTRIES).read_bytes() == changed


def test_a_line_that_was_broken_off_is_told_and_taken_away_by_the_next(register: Path) -> None:
    with (register / ENTRIES).open("ab") as file:
        file.write(b'{"application":"half')
    found = check_register(register)
    assert (found.faults, [note.nl[:33] for note in found.notes]) == ([], ["De laatste regel is niet af: een "])
    assert add(register, "6.yaml").number == 6
    found = check_register(register)
    assert (len(found.entries), found.faults, found.notes) == (6, [], [])


def test_an_entry_whose_head_was_not_written_is_told_and_put_right(register: Path) -> None:
    entries = check_register(register).entries
    (register / HEAD).write_bytes(head_of(entries[-2]))
    found = check_register(register)
    assert (found.faults, len(found.notes)) == ([], 1)
    add(register, "5.yaml")
    assert (register / HEAD).read_bytes() == head_of(entries[-1])


_WRITER = """
import sys
from pathlib import Path
from tests.desk.test_register import add
print("begun", flush=True)
for number in range(int(sys.argv[2])):
    add(Path(sys.argv[1]), f"{sys.argv[3]}-{number}.yaml")
"""


def writer(folder: Path, many: int, name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), str(many), name], cwd=ROOT,
                            stdout=subprocess.PIPE)  # fmt: skip


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    both = [writer(folder, 40, name) for name in ("a", "b")]
    assert [one.wait(60) for one in both] == [0, 0]
    found = check_register(folder)
    assert (found.faults, found.notes, len(found.entries)) == ([], [], 80)
    assert len({entry.application for entry in found.entries}) == 80


@pytest.mark.parametrize("seed", range(4))
def test_a_writer_that_is_killed_leaves_a_register_that_goes_on(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "register"
    one = writer(folder, 100_000, "a")
    assert one.stdout is not None
    one.stdout.readline()
    time.sleep(0.05 + seed * 0.03)
    os.kill(one.pid, signal.SIGKILL)
    one.wait(10)
    found = check_register(folder) if (folder / ENTRIES).exists() else None
    orphans = "staat in geen inschrijving"
    assert found is None or all(orphans in fault.nl for fault in found.faults)
    many = len(found.entries) if found else 0
    add(folder, f"a-{many}.yaml")
    again = check_register(folder)
    assert (again.faults, again.notes, len(again.entries)) == ([], [], many + 1)


_FULL = """
import resource, sys
from pathlib import Path
from tests.desk.test_register import add
folder = Path(sys.argv[1])
size = (folder / "register.jsonl").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, size + 20))
try:
    add(folder, "vol.yaml")
except OSError:
    sys.exit(74)
"""


def test_a_full_disk_adds_nothing_and_leaves_nothing_half(register: Path) -> None:
    before = (register / ENTRIES).read_bytes()
    done = subprocess.run([sys.executable, "-c", _FULL, str(register)], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 74
    assert (register / ENTRIES).read_bytes() == before
    assert [fault for fault in faults(register) if "staat in geen inschrijving" not in fault] == []
    assert add(register, "vol.yaml").number == 6
    assert faults(register) == []


def test_a_folder_of_other_things_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("hallo")
    with pytest.raises(NotARegisterError, match="andere bestanden"):
        add(tmp_path, "1.yaml")
    with pytest.raises(NotARegisterError, match="geen register te lezen"):
        check_register(tmp_path / "nergens")
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_entries_are_signed_with_the_key_of_the_office(tmp_path: Path) -> None:
    private, public, other = tmp_path / "key.pem", tmp_path / "public.pem", tmp_path / "other.pem"
    for key, public_path in ((private, public), (tmp_path / "unused.pem", other)):
        made = Ed25519PrivateKey.generate()
        key.write_bytes(
            made.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        public_path.write_bytes(
            made.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
    folder = tmp_path / "register"
    add(folder, "1.yaml", private)
    add(folder, "2.yaml", private)
    assert check_register(folder, is_signed=verifier(public)).faults == []
    wrong = [fault.nl for fault in check_register(folder, is_signed=verifier(other)).faults]
    assert wrong == [f"Inschrijving {number} is niet met deze sleutel ondertekend." for number in (1, 2)]
    add(folder, "3.yaml")
    unsigned = [fault.nl for fault in check_register(folder, is_signed=verifier(public)).faults]
    assert unsigned == ["Inschrijving 3 is niet met deze sleutel ondertekend."]
    for path in (public, tmp_path / "nergens.pem"):
        with pytest.raises(KeyUnreadableError, match="geen sleutel te lezen"):
            signer(path)
    with pytest.raises(KeyUnreadableError, match="geen sleutel te lezen"):
        verifier(private)


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"null", b"1", b"{" * 5000, b"\xff", b'{"number":1}'])
def test_what_is_no_entry_is_not_read_as_one(line: bytes) -> None:
    assert read_entry(line) is None
