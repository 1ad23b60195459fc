"""What a Kimberley certificate says of itself: its title and its statement."""

from __future__ import annotations

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from extract.lexicon import fold
from validate.facts import called
from validate.model import Finding, Severity, Side
from validate.rules.circumstances import KP, of_kind
from validate.rules.findings import UNCERTAIN, decided, found
from validate.rules.model import NOT_APPLICABLE, Case, Result, judged, rule, undecidable
from validate.wording import absence_doubt

TITLES = (
    *("kimberley process certificate", "certificat du processus de kimberley", "certificado do processo kimberley"),
    *("certificado do processo de kimberley", "certificado del proceso de kimberley", "certificado proceso kimberley"),
    "kimberley process certification scheme",
)
"""How the title is worded in the languages of certificates, folded."""

ALIKE, SOME = 90, 70
"""Likeness (0..100) to the title from which on a line is the title, and from which on it is taken for its imitation."""


@rule(
    "W001",
    "missing-field",
    UNCERTAIN,
    title="Title of a Kimberley certificate",
    severity="block",
    basis="31 CFR 592.307; Regulation (EC) No 2368/2002, Annex I (title of the certificate)",
    tolerance="likeness of 0.90 in English, French, Portuguese or Spanish; a title that is a picture is not judged",
)
def title(case: Case) -> Result:
    """A Kimberley certificate bears the title `Kimberley Process Certificate`, and none that only looks like it."""
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    checked = False
    for document in certificates:
        lines = [line for line in document.text if len(line.text) <= 80]
        best = max(((_likeness(line.text), line.text, line) for line in lines), default=None, key=lambda b: b[0])
        if best is None or best[0] < SOME:
            continue
        checked = True
        said = next(case.wording(document).find(re.compile(re.escape(best[1]))), None)
        if best[0] >= ALIKE or said is None or not case.wording(document).well_read:
            continue
        message = f"The {called(document)} is titled `{best[1]}`, which is not the title of a Kimberley certificate."
        right = Side(reference="title", value="Kimberley Process Certificate")
        findings.append(decided(case, "W001", "missing-field", "title", message, said.stated("title"), right))
    return judged(findings) if checked else undecidable("The wording of the certificate shows no title to compare.")


def _likeness(line: str) -> float:
    folded = fold(line)
    if len(folded) < 20 or not ("kimberl" in folded or "certifi" in folded):
        return 0.0
    return max(
        fuzz.partial_ratio(known, folded) if len(folded) >= len(known) else fuzz.ratio(known, folded)
        for known in TITLES
    )


STATED = 0.9
"""Share of the statement's words from which on it is there."""

SUBJECT = frozenset(
    {
        *("diamonds", "stones", "shipment", "parcel", "parcels", "consignment", "diamants", "pierres", "envoi", "lot"),
        *("expedition", "colis", "chargement", "diamantes", "pedras", "remessa", "lote", "carregamento", "piedras"),
        *("envio", "remesa", "partida"),
    }
)
"""What the statement speaks of, in the words of certificates (English, French, Portuguese, Spanish), folded."""

HANDLED = frozenset(
    {
        *("handled", "treated", "processed", "traites", "traitees", "traite", "traitee", "manipules", "manipulees"),
        *("manipule", "manutentionnes", "tratados", "tratadas", "tratado", "tratada", "manuseados", "manuseadas"),
        *("manuseado", "manuseada", "manipulados", "manipuladas", "manipulado", "manipulada", "manejados", "manejado"),
        *("processados", "procesados", "gestionados"),
    }
)
"""What was done with it."""

NOT = frozenset({"not", "pas", "nao", "no", "never", "jamais", "nunca"})
"""Words before the deed that say that it was not done so."""

ACCORDING = frozenset(
    {
        *("accordance", "according", "compliance", "conformity", "conformement", "conformite", "conformes"),
        *("conformidade", "conformidad", "conforme", "acordo", "acuerdo"),
    }
)
"""What says that it was done by the rules that are named next."""

SCHEMES = frozenset({"kpcs", "scpk", "sckp", "spck"})
"""The scheme by its letters."""

CERTIFICATE = frozenset({"certificate", "certificat", "certificado"})
"""Beside the process's name these make it the paper's title, which names no rules."""

SYSTEM = frozenset(
    {"scheme", "certification", "systeme", "regime", "sistema", "esquema", "certificacao", "certificacion"}
)
"""Beside the process's name these say that the scheme is meant, whatever the next line begins with."""

LONG = 7
"""Letters from which on one slip still tells a word from others."""

BEFORE, AFTER, NAMED = 30, 12, 24
"""Words within which the subject stands before the deed, the accord after it, and the scheme after the accord: the
longest wordings of the table take half as many; the words of a neighbouring column stand between them on some."""


@rule(
    "W002",
    "missing-field",
    title="Statement of a Kimberley certificate",
    severity="block",
    basis="KPCS core document, Annex I (minimum requirements of certificates); Regulation (EC) No 2368/2002, Annex I",
    tolerance="nine tenths of the statement's words in one of its languages, or other words that say the same: the "
    "diamonds or their shipment, handled, in accordance with the scheme; a part of it calls a reviewer; that nothing "
    "of it is there is said of papers in a language of the statements that were read well",
)
def statement(case: Case) -> Result:
    """A Kimberley certificate states that the rough diamonds were handled in accordance with the scheme's provisions.

    The wordings are those of the table of statements; authorities word it in their own ways, which are known by what
    they say. Where not even the words are there that stand nowhere else on a
    certificate (`handled`, `accordance`, `provisions`), nothing of it is.
    """
    certificates = of_kind(case, KP)
    if not certificates:
        return NOT_APPLICABLE
    findings: list[Finding] = []
    why: set[str] = set()
    wordings = [s for s in case.reference.statements if s.kind == "kimberley"]
    for document in certificates:
        wording = case.wording(document)
        if max((wording.share_of(s.text) for s in wordings), default=0.0) >= STATED or states(wording.folded):
            continue
        doubt = absence_doubt(wording)
        if doubt is None and document.language not in {s.language for s in wordings}:
            doubt = f"No wording of the statement in the certificate's language ({document.language}) is known."
        if doubt is not None:
            why.add(doubt)
            continue
        part = any(wording.share_of(word) for s in wordings for word in s.core)
        says = "bears in other words, or only in part," if part else "does not bear"
        message = (
            f"The {called(document)} {says} the statement that the diamonds were handled in accordance with the "
            "provisions of the Kimberley Process Certification Scheme."
        )
        severity: Severity = "review" if part else "block"  # other words may say it too, which a person reads
        side = Side(document=document.id, field="statement")
        right = Side(reference="statements", value=wordings[0].text if wordings else None)
        findings.append(found("W002", "missing-field", message, severity=severity, left=side, right=right))
    return judged(findings) if findings or not why else undecidable(sorted(why)[0])


def states(folded: str) -> bool:
    """Whether a folded text says in any words that diamonds were handled in accordance with the Kimberley scheme.

    Said are, each within a passage after the one before: what was handled, that it was, in accordance, with the scheme
    (by its letters, or by its name where that is not the certificate's title).
    """
    words = folded.split()
    for at, word in enumerate(words):
        if not _one_of(word, HANDLED) or NOT & set(words[max(0, at - 3) : at]):
            continue
        if not any(_one_of(before, SUBJECT) for before in words[max(0, at - BEFORE) : at]):
            continue
        for by, accord in enumerate(words[at + 1 : at + 1 + AFTER], start=at + 1):
            if _one_of(accord, ACCORDING) and any(_scheme(words, n) for n in range(by + 1, by + 1 + NAMED)):
                return True
    return False


def _scheme(words: list[str], at: int) -> bool:
    if at >= len(words):
        return False
    if words[at] in SCHEMES:
        return True
    around = set(words[max(0, at - 4) : at + 3])
    return _one_of(words[at], frozenset({"kimberley"})) and (bool(SYSTEM & around) or not CERTIFICATE & around)


def _one_of(word: str, known: frozenset[str]) -> bool:
    """Whether a word is one of these, one slip of a reader allowed in a longer one."""
    if word in known:
        return True
    return len(word) >= LONG and any(len(k) >= LONG and OSA.distance(word, k, score_cutoff=1) <= 1 for k in known)
