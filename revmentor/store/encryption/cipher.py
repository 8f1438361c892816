"""Encrypted files: the public format of ``age``, through pyrage, and nothing of our own.

A file that is encrypted is an age file from its first byte to its last; the standard ``age``
program opens it with the same key. pyrage is the extra ``revmentor[encryption]`` and is imported
only for files that need it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import ModuleType

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import PassphraseNeeded, Refused, Unreadable, WrongPassphrase

MAGIC = b"age-encryption.org/v1\n"
_HEADER_END = b"\n--- "


def is_encrypted(raw: bytes) -> bool:
    """Tell whether bytes are an age file."""
    return raw.startswith(MAGIC)


def age() -> ModuleType:
    """Return pyrage; raises :class:`Unreadable` with what to do where it is not installed."""
    try:
        import pyrage
    except ImportError as error:
        raise Unreadable(
            _(
                "Encrypted files need one more package. Install it with: "
                "pip install 'revmentor[encryption]'"
            )
        ) from error
    module: ModuleType = pyrage
    return module


class Key(msgspec.Struct, frozen=True):
    """What opens an encrypted file: X25519 identities, written ``AGE-SECRET-KEY-1…``."""

    secrets: tuple[str, ...]

    def __repr__(self) -> str:
        """Return what may stand in a trace: no secret."""
        return "Key()"

    def __post_init__(self) -> None:
        """Let no core file be written from here on: it would hold the key and all it opens."""
        if sys.platform != "win32":
            import resource

            _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (0, hard))

    @property
    def own(self) -> tuple[str, ...]:
        """The public keys that belong to the secrets."""
        identity = age().x25519.Identity
        return tuple(str(identity.from_str(each).to_public()) for each in self.secrets)

    def of(self, recipients: Sequence[str]) -> Key:
        """Return the part of the key that opens what was written for these public keys."""
        both = zip(self.secrets, self.own, strict=True)
        return Key(tuple(secret for secret, public in both if public in recipients))

    def open(self, raw: bytes) -> bytes | None:
        """Return what was encrypted; ``None`` where it is damaged.

        Raises :class:`WrongPassphrase` where it was encrypted for somebody else.
        """
        pyrage = age()
        identities = [pyrage.x25519.Identity.from_str(each) for each in self.secrets]
        try:
            plain: bytes = pyrage.decrypt(raw, identities)
        except pyrage.DecryptError as error:
            if "No matching keys" in str(error):
                raise WrongPassphrase(
                    _("This key does not open the file: it was encrypted for another one.")
                ) from error
            return None
        return plain


def closed(pieces: Sequence[bytes], recipients: Sequence[str]) -> bytes:
    """Return bytes encrypted for whoever holds the key to one of these public keys."""
    sealed: bytes = age().encrypt(b"".join(pieces), [recipient(each) for each in recipients])
    return sealed


def opened_with(raw: bytes, key: Key) -> bytes:
    """Return what was encrypted for a key, a file or a block of letters.

    Raises :class:`WrongPassphrase` where it was for another key, :class:`Refused` for damage.
    """
    plain = key.open(raw)
    if plain is None:
        raise Refused(_("It is encrypted, and damaged: part of it is missing or was changed."))
    return plain


def recipient(text: str) -> object:
    """Return a public key ready for use; raises :class:`Refused` for what is none."""
    pyrage = age()
    try:
        public_key: object = pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise Refused(
            _("“{text}” is not a public key; one begins with age1 and has 62 letters.").format(
                text=text.strip()[:80]
            ),
            field="escrow",
        ) from error
    return public_key


def decrypted(raw: bytes, key: Key | None, name: str) -> bytes | None:
    """Return the plain bytes of a file, encrypted or not; ``None`` where they are damaged.

    Raises :class:`PassphraseNeeded` where the file is encrypted and there is no key.
    """
    if not is_encrypted(raw):
        return raw
    if key is None:
        raise PassphraseNeeded(
            _("{file} is encrypted: its passphrase is needed.").format(file=name)
        )
    return key.open(raw)


def mark(raw: bytes) -> bytes:
    """Return the part of a file that no other state of it shares: its sealed line, or age's own.

    An age header holds fresh random keys each time; a sealed line the checksum of all the rest.
    """
    if is_encrypted(raw):
        end = raw.find(_HEADER_END)
        return raw[: raw.find(b"\n", end + 1)] if end >= 0 else raw
    cut = raw.find(b"\n")
    return raw[:cut] if cut >= 0 else raw
