"""Derived lots name their parents' passports; verifiers follow them, and are told where the trail ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

from passport.build import build
from passport.canonical import canonical, digest, parse, passport_bytes
from passport.keys import LocalKey, generate
from passport.lineage import MAX_GENERATIONS, Known, follow, linked
from passport.model import Passport
from passport.sign import seal
from passport.verification import Checked, Verification
from passport.verify import verify
from tests.passport.factory import AS_OF, MADE_BY, NOW, P256, event, file
from tests.passport.forge import signed
from validate.model import CheckedLot, CustodyEvent, CustodyRecord, Dossier, EventType, Lot

# Two mines into an aggregate, which is split; one part is refined.
EVENTS = (
    event("E1", 1, EventType.EXTRACT, "MINE-1", quantity="600"),
    event("E2", 2, EventType.EXTRACT, "MINE-2", quantity="400"),
    event("E3", 3, EventType.AGGREGATE, "HEAP", "MINE-1", "MINE-2", quantity="1000"),
    event("E4", 4, EventType.SPLIT, "PART", "HEAP", quantity="500"),
    event("E5", 5, EventType.PROCESS, "METAL", "PART", quantity="480"),
)
LOTS = ("METAL", "PART", "HEAP", "MINE-1", "MINE-2")


def unlinked(
    lots: Sequence[str] = LOTS, events: Sequence[CustodyEvent] = EVENTS, custody_lots: Sequence[str] = ()
) -> list[Passport]:
    dossier = Dossier(
        files=(file("custody.csv", 0, role="custody", media_type="text/csv"),),
        documents=(),
        custody=CustodyRecord(events=tuple(events)),
    )
    return [
        build(
            CheckedLot(
                lot=Lot(id=lot, documents=(), custody_lots=tuple(custody_lots) or (lot,)),
                status="review",
                findings=(),
                checks=(),
            ),
            dossier,
            MADE_BY,
            AS_OF,
        )
        for lot in lots
    ]


def name(passport: Passport) -> str:
    return digest(passport_bytes(passport))


def named(passport: Passport) -> dict[str, str | None]:
    return {parent.lot: parent.passport for parent in passport.lineage}


@cache
def chain() -> dict[str, Passport]:
    return {one.lot: one for one in linked(unlinked())}


def followed(
    passport: Passport,
    there: dict[str, bytes] | None = None,
    others: Callable[[str], bool] = lambda lot: False,
) -> tuple[Checked, ...]:
    files = {name(one): seal(one, P256, NOW) for one in chain().values()} if there is None else there
    return follow(passport, files.get, others, checked)


def checked(data: bytes) -> Verification:
    return verify(data, {P256.kid: P256.jwk}, now=NOW)


def told(checks: Sequence[Checked], outcome: str) -> str:
    return " ".join(check.message for check in checks if check.outcome == outcome)


def test_passports_of_one_run_name_their_parents_in_whatever_order_they_are_built() -> None:
    made = chain()
    assert named(made["METAL"]) == {"PART": name(made["PART"])}
    assert named(made["PART"]) == {"HEAP": name(made["HEAP"])}
    assert named(made["HEAP"]) == {"MINE-1": name(made["MINE-1"]), "MINE-2": name(made["MINE-2"])}
    assert named(made["MINE-1"]) == {}
    again = {one.lot: one for one in linked(unlinked(LOTS[::-1]))}
    assert {lot: name(one) for lot, one in again.items()} == {lot: name(one) for lot, one in made.items()}
    assert all(checked(seal(one, P256, NOW)).verified for one in made.values())


def test_linking_again_gives_the_same_and_takes_earlier_passports_in() -> None:
    once = linked(unlinked())
    assert linked(once) == once
    ring = [event("E8", 2, EventType.PROCESS, "A", "B"), event("E9", 3, EventType.PROCESS, "B", "A")]
    circle = linked(unlinked(("A", "B"), ring))
    assert any(one.about.startswith("passport of lot") for one in circle[0].undecided)
    assert linked(circle) == circle, "what is told once is not told twice"
    mines = [Known(one, name(one)) for one in once if one.lot.startswith("MINE")]
    heap = unlinked(("HEAP",))
    without = linked(heap)
    assert named(without[0]) == {"MINE-1": None, "MINE-2": None}
    assert linked(without, mines) == linked(heap, mines)
    assert None not in named(linked(without, mines)[0]).values()


def test_change_in_an_ancestor_changes_every_passport_below_it() -> None:
    events = (EVENTS[0].model_copy(update={"country": "ZA"}), *EVENTS[1:])
    other = {one.lot: one for one in linked(unlinked(events=events))}
    changed = {lot for lot in LOTS if name(other[lot]) != name(chain()[lot])}
    assert changed == {"METAL", "PART", "HEAP", "MINE-1"}


def test_earlier_passports_are_named_where_they_tell_the_same_events() -> None:
    heap = chain()["HEAP"]
    [part] = linked(unlinked(["PART"]), [Known(heap, name(heap))])
    assert named(part) == {"HEAP": name(heap)}
    assert name(part) == name(chain()["PART"])
    stranger = Known(heap.model_copy(update={"custody": ()}), "0" * 64)  # another house's lot of the same number
    assert named(linked(unlinked(["PART"]), [stranger])[0]) == {"HEAP": None}


def test_earlier_passport_that_tells_an_event_otherwise_is_not_named_and_that_is_said() -> None:
    events = (EVENTS[0].model_copy(update={"country": "ZA"}), *EVENTS[1:])
    [heap] = unlinked(["HEAP"], events)
    [part] = linked(unlinked(["PART"]), [Known(heap, name(heap))])
    assert named(part) == {"HEAP": None}
    assert "tells event E1 otherwise" in part.undecided[-1].reason
    assert checked(seal(part, P256, NOW)).verified


def test_of_several_earlier_passports_the_one_that_corrects_or_is_newer_is_named() -> None:
    heap = chain()["HEAP"]
    older = Known(heap, name(heap))
    newer = [
        heap.model_copy(update={"supersedes": older.digest}),
        heap.model_copy(update={"as_of": NOW.date().replace(day=20)}),
    ]
    for one in newer:
        [part] = linked(unlinked(["PART"]), [older, Known(one, name(one))])
        assert named(part) == {"HEAP": name(one)}
    twin = heap.model_copy(update={"status": "blocked"})
    [part] = linked(unlinked(["PART"]), [older, Known(twin, name(twin))])
    assert named(part) == {"HEAP": None}
    assert "none corrects another" in part.undecided[-1].reason


def test_ring_and_two_passports_of_one_lot_name_none() -> None:
    ring = (event("E1", 1, EventType.AGGREGATE, "A", "B"), event("E2", 2, EventType.AGGREGATE, "B", "A"))
    made = linked(unlinked(["A", "B"], ring))
    assert [named(one) for one in made] == [{"B": None}, {"A": None}]
    assert all("in a ring" in one.undecided[-1].reason for one in made)
    twice = linked([*unlinked(["PART"]), *unlinked(["HEAP", "HEAP-BIS"], custody_lots=["HEAP"])])
    assert named(twice[0]) == {"HEAP": None}
    assert "2 passports of this bundle" in twice[0].undecided[-1].reason


def test_trail_is_followed_to_its_beginning() -> None:
    found = followed(chain()["METAL"])
    assert [(check.outcome, check.message) for check in found] == [
        ("passed", "The passports of 4 lots that went into it are there and verify.")
    ]
    assert followed(chain()["MINE-1"]) == ()


def test_where_the_trail_ends_is_said() -> None:
    files = {name(chain()[lot]): seal(chain()[lot], P256, NOW) for lot in ("PART", "HEAP")}
    found = followed(chain()["METAL"], files, lambda lot: lot == "MINE-2")
    assert told(found, "failed") == ""
    ends = told(found, "noted")
    assert f"at lot MINE-1: its passport {name(chain()['MINE-1'])} is not here." in ends
    assert "at lot MINE-2" in ends
    assert "another passport of that lot is here, which may correct it" in ends
    assert "no passport of it is named" in told(followed(unlinked(["HEAP"])[0]), "noted")


def changed(lot: str, change: Callable[[dict[str, Any]], object]) -> tuple[str, bytes]:
    """A lot's passport after a change that the key's holder signs, under its digest."""
    whole = json.loads(canonical(parse(seal(chain()[lot], P256, NOW))))
    change(whole)
    data = signed(whole)
    body = {part: value for part, value in whole.items() if part != "proof"}
    return digest(canonical(body)), data


def naming(lot: str, passport: str, child: str = "PART") -> Passport:
    """A passport whose parent's passport is another one."""
    parents = tuple(
        one.model_copy(update={"passport": passport}) if one.lot == lot else one for one in chain()[child].lineage
    )
    return chain()[child].model_copy(update={"lineage": parents})


def forged() -> dict[str, tuple[Passport, dict[str, bytes], str]]:
    """Each case: a passport, the files that are there, and what is told."""
    heap = name(chain()["HEAP"])
    all_files = {name(one): seal(one, P256, NOW) for one in chain().values()}
    other = LocalKey(generate())
    told_otherwise = changed("HEAP", lambda w: w["custody"][0].update(country="ZA"))
    lot_otherwise = changed("HEAP", lambda w: w.update(lot="PILE", custody_lots=["PILE"]))
    ancestor = changed("HEAP", lambda w: w["lineage"].append({"lot": "PART", "events": [], "passport": heap}))
    quantity = changed("HEAP", lambda w: w["custody"][2].update(quantity="2000"))
    return {
        "parent changed after it was signed": (
            chain()["PART"],
            {**all_files, heap: all_files[heap].replace(b'"review"', b'"clear"', 1)},
            "does not verify",
        ),
        "parent unsigned": (chain()["PART"], {**all_files, heap: passport_bytes(chain()["HEAP"])}, "does not verify"),
        "parent exchanged for another passport": (
            chain()["PART"],
            {**all_files, heap: all_files[name(chain()["MINE-1"])]},
            "does not verify",
        ),
        "parent of a parent exchanged": (
            chain()["METAL"],
            {**all_files, name(chain()["MINE-2"]): all_files[name(chain()["MINE-1"])]},
            "does not verify",
        ),
        "parent of another lot": (
            naming("HEAP", lot_otherwise[0]),
            {**all_files, lot_otherwise[0]: lot_otherwise[1]},
            "no part of this lot's past",
        ),
        "parent tells an event otherwise": (
            naming("HEAP", told_otherwise[0]),
            {**all_files, told_otherwise[0]: told_otherwise[1]},
            "Event E1 is told otherwise",
        ),
        "weight of a step otherwise": (
            naming("HEAP", quantity[0]),
            {**all_files, quantity[0]: quantity[1]},
            "Event E3 is told otherwise",
        ),
        "lot that is its own ancestor": (
            naming("HEAP", ancestor[0]),
            {**all_files, ancestor[0]: ancestor[1]},
            "PART is its own ancestor",
        ),
        "one passport for two parents": (
            naming("MINE-2", name(chain()["MINE-1"]), "HEAP"),
            all_files,
            "is of lot MINE-1",
        ),
        "parent signed by a retired key": (
            chain()["PART"],
            {**all_files, heap: seal(chain()["HEAP"], other, NOW)},
            "was retired",
        ),
    }


@pytest.mark.parametrize("case", forged())
def test_forged_lineage_does_not_verify(case: str) -> None:
    passport, files, words = forged()[case]

    def strict(data: bytes) -> Verification:
        kid = json.loads(data).get("proof", {}).get("jwk", {}).get("x")
        retired = frozenset() if kid == P256.jwk["x"] else frozenset({verify(data).kid or ""})
        return verify(data, {P256.kid: P256.jwk}, now=NOW, retired=retired)

    found = follow(passport, files.get, lambda lot: False, strict)
    assert words in told(found, "failed")
    assert not checked(seal(passport, P256, NOW)).also(found).verified
    assert checked(seal(passport, P256, NOW)).verified, "the passport by itself is not what is wrong"


def test_lineage_that_was_changed_after_signing_fails_by_the_signature() -> None:
    data = seal(chain()["PART"], P256, NOW).replace(name(chain()["HEAP"]).encode(), b"0" * 64)
    assert not checked(data).verified


def test_parent_of_a_stranger_is_said() -> None:
    files = {name(chain()["HEAP"]): seal(chain()["HEAP"], LocalKey(generate()), NOW)}
    assert "which you have not listed" in told(followed(chain()["PART"], files), "noted")


def test_generations_are_limited() -> None:
    count = MAX_GENERATIONS + 5
    lots = [f"L{number}" for number in range(count)]
    events = [event("E1", 1, EventType.EXTRACT, "L0")]
    for number in range(1, count):
        events.append(event(f"E{number + 1}", 2, EventType.PROCESS, lots[number], lots[number - 1]))
    made = linked([build_light(lot, events) for lot in lots])
    files = {name(one): seal(one, P256, NOW) for one in made}
    found = followed(made[-1], files)
    assert told(found, "failed") == ""
    assert f"{MAX_GENERATIONS} generations were followed" in told(found, "noted")


def build_light(lot: str, events: Sequence[CustodyEvent]) -> Passport:
    """A passport with the events that made the lot alone: a hundred histories of a hundred events take long."""
    [made] = unlinked([lot], [one for one in events if one.lot == lot])
    return made
