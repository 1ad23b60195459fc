"""Signed notes and checkpoints against those that others made: Go's own tests, C2SP's example, the Go checksum log."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from passport.checkpoint import Checkpoint, read_checkpoint
from passport.errors import KeyFault, Malformed
from passport.jwk import JWK, encode
from passport.keys import LocalKey
from passport.note import key_id, open_note, sign_note
from tests.passport.factory import P256

# golang.org/x/mod/sumdb/note, note_test.go: a key pair, a text, and two signatures of it.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
BY_PETER = (
    "\N{EM DASH} PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
BY_ENOCH = (
    "\N{EM DASH} EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
# C2SP signed-note, the example of the specification.
FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
BY_FOO = (
    "\N{EM DASH} example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The log of Go's checksum database: its key (cmd/go), and states that it published.
SUMDB = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
STATES = [
    (
        3935567,
        "SapHtgdNCeF00Cx8kqztePV24kgzNg++Xovae42HAMw=",
        "Az3grsm7Wm4CVNR1RHq9BFnu9jzcRlU2uw7lr0gfUWgO6+rqPNjT+fUTl9gH0NRTgdwW9nItuQSMbhSaLCsk8YeYSAs=",
    ),
    (
        6476701,
        "mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=",
        "Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=",
    ),
    (
        52544510,
        "+TGlZfnTizQCJgyZR56QixD8+X4dd8Wefy8U1w6k0Ig=",
        "Az3grn6d1PSjcypDf9bfcFVU5fvJB7VkLc0MAbz8jqeQVnSbAj9pKcsB5dJt5VdswPDUtiFar5LPRBu+uEQAT1CDfAc=",
    ),
]


def key_of(named: str) -> tuple[str, JWK]:
    """The name and key of a verifier key `name+id+base64(type, key)`, whose id is checked."""
    name, identifier, coded = named.split("+", 2)
    material = base64.b64decode(coded)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": encode(material[1:])}
    assert (material[0], key_id(name, jwk).hex()) == (1, identifier)
    return name, jwk


def test_we_sign_the_note_that_go_signs() -> None:
    seed = base64.b64decode(PETER_PRIVATE.split("+", 4)[4])[1:]
    key = LocalKey(Ed25519PrivateKey.from_private_bytes(seed))
    assert sign_note(TEXT, "PeterNeumann", key).decode() == f"{TEXT}\n{BY_PETER}"
    assert key.jwk == key_of(PETER)[1]


@pytest.mark.parametrize(
    ("key", "text", "signatures"),
    [
        (PETER, TEXT, BY_PETER + BY_ENOCH),
        (ENOCH, TEXT, BY_PETER + BY_ENOCH),
        (PETER, TEXT, BY_PETER + BY_PETER),
        (FOO, "This is an example message.\n", BY_FOO),
    ],
    ids=["first", "second", "twice", "C2SP"],
)
def test_notes_of_others_open(key: str, text: str, signatures: str) -> None:
    assert open_note(f"{text}\n{signatures}".encode(), *key_of(key)) == text


@pytest.mark.parametrize(
    "note",
    [
        TEXT.encode(),
        f"{TEXT}\n".encode(),
        f"{TEXT}\n{BY_PETER[:-1]}".encode(),
        f"\x01{TEXT}\n{BY_PETER}".encode(),
        b"\xff" + f"{TEXT}\n{BY_PETER}".encode(),
        f"{TEXT}\n{BY_PETER.replace('PeterNeumann', 'Bad Name')}".encode(),
        f"{TEXT}\n{BY_PETER}Unexpected line.\n".encode(),
        f"{TEXT}\n{BY_PETER * 101}".encode(),
        f"{TEXT}\n{BY_PETER[:60]}ABCD{BY_PETER[60:]}".encode(),
        f"{TEXT}\n{BY_PETER.replace('PeterNeumann', 'CarmenSandiego')}".encode(),
        f"{TEXT}\n{BY_PETER.replace('x08g', 'xxxx')}".encode(),
        f"{TEXT}\n{BY_ENOCH}".encode(),
        f"{TEXT.replace('answer', 'ANSWER')}\n{BY_PETER}".encode(),
        f"{TEXT}\n{BY_PETER.replace('nAM=', 'nAN=')}".encode(),
    ],
)
def test_notes_that_go_refuses_are_refused(note: bytes) -> None:
    with pytest.raises(Malformed):
        open_note(note, *key_of(PETER))


@pytest.mark.parametrize(("size", "root", "signature"), STATES, ids=lambda value: str(value)[:12])
def test_states_of_the_go_checksum_log_open(size: int, root: str, signature: str) -> None:
    name, jwk = key_of(SUMDB)
    text = f"go.sum database tree\n{size}\n{root}\n"
    note = f"{text}\n\N{EM DASH} {name} {signature}\n"
    found = read_checkpoint(open_note(note.encode(), name, jwk))
    assert found == Checkpoint("go.sum database tree", size, base64.b64decode(root))
    assert found.text == text
    with pytest.raises(Malformed, match="does not hold"):
        open_note(note.replace(f"\n{size}\n", f"\n{size + 1}\n").encode(), name, jwk)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "log\n1\n",
        "\n1\n" + STATES[0][1] + "\n",
        "log\n01\n" + STATES[0][1] + "\n",
        "log\n-1\n" + STATES[0][1] + "\n",
        "log\n\N{ARABIC-INDIC DIGIT ONE}\n" + STATES[0][1] + "\n",
        "log\n1\nAAAA\n",
        "log\n1\n" + STATES[0][1] + "\nmore\n",
        "log\n1\n" + STATES[0][1],
    ],
)
def test_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        read_checkpoint(text)


def test_what_a_note_cannot_hold_is_not_signed() -> None:
    key = LocalKey(Ed25519PrivateKey.generate())
    for text, name in ((TEXT[:-1], "a"), (TEXT, "a b"), (TEXT, "a+b"), (TEXT, ""), ("\t\n", "a")):
        with pytest.raises(ValueError, match="whole lines"):
            sign_note(text, name, key)
    with pytest.raises(KeyFault):
        sign_note(TEXT, "a", P256)
