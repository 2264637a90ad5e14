"""Sign with a key of the office (Ed25519), and see whether something was signed with it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from sto_check.text.errors import EXIT_UNAVAILABLE, StoCheckError, UsageError
from sto_check.text.problems import package_missing, problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class NoSigningError(StoCheckError):
    """The package that signs is not installed (exit code 69)."""

    exit_code = EXIT_UNAVAILABLE


class KeyUnreadableError(UsageError):
    """A file holds no key to sign with, or none to see a signature with (exit code 2)."""


def signer(path: Path) -> Callable[[bytes], str]:
    """Return what signs with the private key in a PEM file; a signature is written in base64.

    Raises NoSigningError or KeyUnreadableError.
    """
    serialization, ed25519 = _cryptography()
    key = _read(path, lambda data: serialization.load_pem_private_key(data, None), ed25519.Ed25519PrivateKey)
    return lambda data: base64.b64encode(key.sign(data)).decode()


def verifier(path: Path) -> Callable[[str, bytes], bool]:
    """Return what says whether a signature is one of these bytes by the key whose public half is in a PEM file.

    Raises NoSigningError or KeyUnreadableError.
    """
    serialization, ed25519 = _cryptography()
    key = _read(path, serialization.load_pem_public_key, ed25519.Ed25519PublicKey)

    def is_signed(signature: str, data: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature

        try:
            key.verify(base64.b64decode(signature, validate=True), data)
        except (InvalidSignature, ValueError):
            return False
        return True

    return is_signed


def _cryptography() -> tuple[Any, Any]:
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise NoSigningError(
            package_missing(
                "no-signing",
                "Ondertekenen kan hier niet: het pakket cryptography is er niet.",
                "Nothing can be signed here: the package cryptography is not there.",
                "sign",
            )
        ) from error
    return serialization, ed25519


def _read(path: Path, load: Callable[[bytes], Any], kind: type) -> Any:
    try:
        key = load(path.read_bytes())
    except OSError as error:
        raise _unreadable(path, error.strerror or "") from error
    except (ValueError, TypeError) as error:  # no PEM, another kind of key, or one behind a password
        raise _unreadable(path, "") from error
    if not isinstance(key, kind):
        raise _unreadable(path, "")
    return key


def _unreadable(path: Path, why: str) -> KeyUnreadableError:
    because = f" ({why})" if why else ""
    return KeyUnreadableError(
        problem(
            "no-key",
            f"In {path} is geen sleutel te lezen{because}.",
            f"No key can be read in {path}{because}.",
            None,
            "Geef een sleutel in PEM, van de soort Ed25519 en zonder wachtwoord.",
            "Give a key in PEM, of the kind Ed25519 and without a password.",
        )
    )
