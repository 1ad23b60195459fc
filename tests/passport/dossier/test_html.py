"""The dossier as a page: alone, harmless, honest."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest

from passport.dossier.html import as_html
from passport.dossier.texts import LANGUAGES, Language, texts
from passport.records import Evidence
from tests.passport.dossier.made import dossier
from tests.passport.factory import cobalt, diamonds
from validate.model import CheckedLot, Dossier

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e\u200b"
VOID = frozenset(("meta", "img", "br", "link", "input", "hr"))


class Tags(HTMLParser):
    """Every tag with its attributes, and whether all are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text += data


def poisoned() -> tuple[CheckedLot, Dossier]:
    """The diamonds' dossier with a script in every text that a paper or a record brings."""
    checked, found = diamonds()

    def bad(text: str) -> str:
        return f"{text} {EVIL}"

    documents = tuple(
        document.model_copy(
            update={
                "title": bad("title"),
                "marks": (EVIL,),
                "fields": {
                    name: field.model_copy(
                        update={
                            "value": bad(field.value)
                            if isinstance(field.value, str) and not name.endswith("_date")
                            else field.value,
                            "raw": bad(field.raw),
                            "unit": field.unit and bad(field.unit),
                            "label": EVIL,
                        }
                    )
                    for name, field in document.fields.items()
                },
                "more": {"incoterm": document.fields["document_number"].model_copy(update={"raw": "x" * 5000 + EVIL})}
                if "document_number" in document.fields
                else {},
            }
        )
        for document in found.documents
    )
    events = tuple(
        event.model_copy(
            update={
                "from_party": EVIL,
                "to_party": bad("to"),
                "location": EVIL,
                "country": EVIL,
                "mine_site": EVIL,
                "process": EVIL,
                "unit": EVIL,
                "tags": (EVIL,),
                "document_numbers": (EVIL,),
            }
        )
        for event in found.custody.events
    )
    files = tuple(file.model_copy(update={"name": bad(file.name)}) for file in found.files)
    finding = checked.findings[0].model_copy(
        update={"code": "new-code", "severity": "block", "message": EVIL, "basis": EVIL, "rule": EVIL}
    )
    dossier_ = found.model_copy(
        update={
            "documents": documents,
            "files": files,
            "custody": found.custody.model_copy(update={"events": events}),
        }
    )
    lot = checked.lot.model_copy(update={"id": bad("LS-RD2415")})
    return checked.model_copy(update={"lot": lot, "findings": (finding,), "status": "blocked"}), dossier_


@pytest.mark.parametrize("which", [diamonds, cobalt, poisoned])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_stands_alone_and_is_well_formed(which: object, language: Language) -> None:
    assert callable(which)
    html = as_html(dossier(which(), language)).decode()
    tags = Tags(html)
    assert tags.open == []
    assert not {tag for tag, _ in tags.found} & {"script", "iframe", "object", "embed", "link", "form", "base"}
    for tag, attributes in tags.found:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "srcset", "action", "xlink:href"):
            value = attributes.get(name) or "#"
            assert value.startswith(("#", "data:image/jpeg;base64,", "data:application/json;base64,")), (tag, value)
    assert not re.search(r"url\s*\(|@import", html)
    assert f'<html lang="{language}">' in html
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {(a.get("href") or "")[1:] for t, a in tags.found if t == "a" and (a.get("href") or "").startswith("#")}
    assert links <= set(ids), "every link leads to a place on the page"


def test_foreign_text_stays_text_and_shows_its_hidden_signs() -> None:
    html = as_html(dossier(poisoned())).decode()
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert "\u200b" not in html
    assert "[U+202E]" in html
    assert "x" * 401 not in html
    assert "characters; all of them are in the passport" in html


def test_signed_passport_can_be_saved_from_the_page_as_it_was_signed() -> None:
    shown = dossier()
    [link] = [a for t, a in Tags(as_html(shown).decode()).found if t == "a" and a.get("download")]
    assert link["download"] == "LS-RD2415.passport.json"
    assert base64.b64decode((link["href"] or "").partition(",")[2]) == shown.sealed.data


def test_same_dossier_gives_the_same_bytes() -> None:
    assert as_html(dossier()) == as_html(dossier())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_uncertain_lost_or_not_tested_is_said(language: Language) -> None:
    words = texts(language)
    text = " ".join(Tags(as_html(dossier(cobalt(), language)).decode()).text.split())
    for said in (
        words("status.blocked"),
        words("finding.certificate-reused.title"),
        words("finding.custody-missing.text"),
        words("state.unreadable_text"),
        words("state.conflicting"),
        words("state.uncertain"),
        words("chain.intro_papers"),
        words("untested.goods_text"),
        words("untested.papers_text"),
        words("untested.way_text"),
        words("decisions.none"),
        words("claims.intro"),
        "CO/2025/0042 is used for another lot.",
        "The file is encrypted.",
        "The net weight is conflicting.",
        "perdu.pdf",
    ):
        assert " ".join(said.split()) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_person_corrected_is_said(language: Language) -> None:
    words = texts(language)
    shown = dossier(diamonds(), language)
    [said] = shown.decisions
    assert said.startswith(words("decisions.corrected"))
    assert words("field.carat_weight") in said
    [corrected] = [row for paper in shown.papers for row in paper.rows if row.state == "corrected"]
    assert corrected.sure == "", "how sure a reading was says nothing of what a person entered"


def test_without_originals_there_is_no_picture_and_it_is_said() -> None:
    shown = dossier(pictures=False)
    html = as_html(shown).decode()
    assert "data:image" not in html
    assert texts("en")("documents.no_pictures") in html


def test_frames_lie_on_their_values_in_fractions_of_the_picture() -> None:
    shown = dossier()
    html = as_html(shown).decode()
    field = shown.sealed.passport.documents[0].fields["carat_weight"]
    x0, y0, x1, y1 = field.evidence[0].box
    placed = f"left:{100 * x0:.2f}%;top:{100 * y0:.2f}%;width:{100 * (x1 - x0):.2f}%;height:{100 * (y1 - y0):.2f}%"
    assert placed in html


def test_nothing_is_told_by_colour_alone() -> None:
    html = as_html(dossier(cobalt())).decode()
    for tag in re.findall(r'<span class="tag [a-z]+">(.*?)</span></span>', html):
        assert "<polygon" in tag
        assert re.sub(r"<[^>]+>", "", tag).strip()


def test_evidence_of_a_page_beyond_the_pictures_is_no_failure() -> None:
    checked, found = diamonds()
    far = checked.findings[0].model_copy(
        update={"evidence": (found.documents[0].fields["value"].evidence[0].model_copy(update={"page": 7}),)}
    )
    files = tuple(file.model_copy(update={"pages": 9}) for file in found.files)
    shown = dossier((checked.model_copy(update={"findings": (far,)}), found.model_copy(update={"files": files})))
    assert shown.findings[0].cuttings == ()
    assert isinstance(shown.sealed.passport.findings[0].evidence[0], Evidence)
