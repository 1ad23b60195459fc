"""The way of the material: from custody records where there are any, else what the papers state about it, said so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from passport.dossier.model import Chain, Step
from passport.dossier.view_papers import paper_title
from passport.dossier.writing import Writer
from passport.model import Passport, Statement
from passport.records import EventRecord
from passport.untp.facts import own_lot
from validate.custody.graph import Graph, graph_of
from validate.custody.lineage import lineage_of
from validate.model import CustodyEvent

MOST_STEPS = 120
"""Steps of a custody record that are shown, the last ones in time; a chain of thousands is no reading matter."""


def chain(passport: Passport, writer: Writer) -> Chain:
    """The chain of a lot."""
    if passport.custody:
        return _recorded(passport, writer)
    return _from_papers(passport, writer)


def step_numbers(passport: Passport) -> dict[str, int]:
    """The number of each custody event, by its id: its place in the order of time."""
    return {event.id: number for number, event in enumerate(passport.custody, 1)}


def _recorded(passport: Passport, writer: Writer) -> Chain:
    events = passport.custody[-MOST_STEPS:]
    first = len(passport.custody) - len(events) + 1
    graph = graph_of(tuple(CustodyEvent.model_validate(event.model_dump()) for event in passport.custody))
    notes: tuple[str, ...] = ()
    if first > 1:
        notes = (writer.words("chain.cut", shown=len(events), count=len(passport.custody)),)
    links = tuple(_links(events, graph, writer))
    steps = []
    for place, event in enumerate(events):
        shares = [
            writer.words("chain.share_of", number=first + before, share=label)
            for before, after, label in links
            if after == place and label
        ]
        steps.append(_step(passport, event, first + place, writer.list(shares), writer))
    return Chain(tuple(steps), links, recorded=True, notes=notes)


def _links(events: Sequence[EventRecord], graph: Graph, writer: Writer) -> Iterator[tuple[int, int, str]]:
    """From each event to the next that a lot meets, with the share where several lots are mixed."""
    last: dict[str, int] = {}
    for place, event in enumerate(events):
        inputs = [lot for lot in dict.fromkeys(event.inputs) if lot != event.lot]
        found = {last[lot]: lot for lot in inputs if lot in last}
        if event.lot in last and event.type not in ("extract", "recycle"):
            found.setdefault(last[event.lot], event.lot)
        shares = {}
        if len(inputs) > 1:
            shares = {parent.lot: parent.share for parent in lineage_of(graph, [event.lot]).parents}
        for before, lot in found.items():
            share = shares.get(lot)
            yield before, place, "" if share is None else writer.percent(format(share, "f"))
        last[event.lot] = place


def _step(passport: Passport, event: EventRecord, number: int, shares: str, writer: Writer) -> Step:
    words = writer.words
    kind = words.find(f"event.{event.type}") or writer.text(event.type, 40)
    before, after = (writer.text(party, 120) if party else "" for party in (event.from_party, event.to_party))
    if before and after and before != after:
        who: tuple[str, ...] = (before, f"→ {after}")
    else:
        who = tuple(dict.fromkeys(party for party in (before, after) if party))
    site = writer.text(event.mine_site, 120) if event.mine_site else ""
    place = writer.text(event.location, 120) if event.location else ""
    where = ", ".join(dict.fromkeys(part for part in (site, place, writer.place(event.country)) if part))
    notes = [] if event.offset_stated else [words("chain.no_zone")]
    if event.recycled_share:
        notes.append(words("chain.recycled_share", percent=writer.number(event.recycled_share)))
    inputs = [writer.text(own_lot(passport, lot), 60) for lot in event.inputs if lot != event.lot]
    lot = writer.text(own_lot(passport, event), 60)
    if shares:
        notes.append(f"{words('chain.shares')}{writer.colon}{shares}")
    return Step(
        shares=shares,
        number=number,
        kind=event.type,
        title=kind + (f"{writer.colon}{writer.text(event.process, 60)}" if event.process else ""),
        who=who,
        where=where,
        date=writer.day(event.time.date(), short=True),
        mass=writer.amount(event.quantity, event.unit) if event.quantity else "",
        moment=writer.moment(event.time),
        lots=words("chain.lot_of", inputs=writer.list(inputs), lot=lot) if inputs else lot,
        papers=writer.list([writer.text(one, 60) for one in (*event.document_numbers, *event.tags)]),
        note="; ".join(notes),
    )


def _from_papers(passport: Passport, writer: Writer) -> Chain:
    words = writer.words
    origin = passport.origin
    countries = [writer.country(one.value) for one in origin.countries]
    sites = [writer.text(one.value, 120) for one in origin.mine_sites]
    carriers = [
        paper_title(document, writer) for document in passport.documents if document.type == "transport_document"
    ]
    exporter, importer = passport.parties.exporter.names, passport.parties.importer.names
    nodes: tuple[tuple[str, str, list[str], list[str]], ...] = (
        ("origin", "extract", sites, countries),
        ("exporter", "export", _texts("exporter_name", exporter, writer), _route(passport.route.provenance, writer)),
        ("carrier", "transport", carriers, []),
        ("importer", "import", _texts("importer_name", importer, writer), _route(passport.route.destination, writer)),
    )
    steps: list[Step] = []
    for key, kind, who, where in nodes:
        if who or where:
            named = tuple(dict.fromkeys(who))
            shown = named if len(named) <= 2 else (named[0], words("general.more", count=len(named) - 1))
            place = " / ".join(dict.fromkeys(where))
            steps.append(Step(len(steps) + 1, kind, words(f"chain.{key}"), shown, place, "", ""))
    links = tuple((place, place + 1, "") for place in range(len(steps) - 1))
    return Chain(tuple(steps), links, recorded=False)


def _texts(name: str, statements: Sequence[Statement], writer: Writer) -> list[str]:
    return [writer.value(name, statement.value, statement.unit) for statement in statements]


def _route(statements: Sequence[Statement], writer: Writer) -> list[str]:
    return _texts("country_of_origin", statements, writer)
