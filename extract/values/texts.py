"""Free text, names of authorities, and mine sites: cleaned, never changed in meaning."""

from __future__ import annotations

import re

from extract.values.countries import find_countries
from extract.values.dates import find_dates
from extract.values.folding import fold, plain, squeeze
from extract.values.model import Context, Parsed

_HYPHENATED = re.compile(r"(?<=[^\W\d_])-[ ]*\n[ ]*(?=[^\W\d_])")
_BODY = re.compile(
    r"^(?:the )?(?:minist(?:ry|ere|erio)|depart(?:e?ment|amento)|directi?on|direccion|direcao|division|office"
    r"|bureau|board|agency|agence|agencia|authority|autorite|autoridade?|chamber|chambre|camara|gou?vern(?:e?ment|o)"
    r"|gobierno|secretariat|secretaria|commission|comissao|comision|servi(?:ce|co|cio)|cent(?:re|er|ro)"
    r"|republi(?:c|que)|republica|national|institut[eo]?)(?![^\W_])"
)
_PLACE = re.compile(r"(?:[^\W\d_]+[^\w\n]+){0,5}(?:(?:le|on|the|em|el|a|aos)\s+)?")
"""A place before the day of a signature, folded: "Kampala, ", "Rio de Janeiro, ", "Fait à Bukavu, le "."""
_SURE = 0.5  # score from which what looks like a day is one
_BY = re.compile(
    r"^[\s:;.,*|\-]*(?:(?:issued|delivered|certified|analy[sz]ed|signed|assayed) by|(?:delivre|emis|etabli|vise) par"
    r"|(?:emitido|expedido|passado|otorgado|certificado) (?:por|pela|pelo)"
    r"|(?:issuing|competent|licensing) (?:authority|body|office)|autorite (?:de delivrance|emettrice|competente)"
    r"|autoridade? (?:emissora|emisora|expedidora|competente)|(?:laborator(?:y|io)|laboratoire)(?=[ ]*:))[ ]*[:\-]?[ ]+"
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
"""What stands in brackets alone, where someone is to sign: "(white seal)"."""
_STATE = re.compile(
    r"(?:republi(?:c|que|ca)|kingdom|royaume|estado|state|etat|union)(?: [^\W\d_]+){1,6}\s+[-–—]\s+(?=[^\W\d_]{4})"
)
"""The state before the name of its office, on one line: "REPUBLIC OF ZAMBIA – MINISTRY OF MINES"."""
_HALF_NAME = re.compile(
    r"(?:DE|DU|DES|DO|DA|DOS|DAS|DEL|OF|FOR)\s|(?:de|du|des|do|da|dos|das|del|of)\s+(?=[^\W\d_a-zà-ÿ])"
)
"""The end of a name whose beginning stands elsewhere, as around a seal: "DE RÉGULATION"."""
_CERTIFYING = re.compile(
    r"(?:we (?:hereby )?certify|it is (?:hereby )?certified|the undersigned|certified (?:that|on the)"
    r"|certificamos|certifico (?:que|la|el|a|o)|se certifica|certifica-se|certifica que|visto e certificado|certifions"
    r"|(?:nous|il est) certifi"
    r"|vu et certifie|certifie (?:que|sur|conforme)|l'autorite soussignee|o abaixo assinado|el suscrito"
    r"|certificate of (?:the )?(?:customs|competent|designated|issuing)|declaration certifiee?"
    r"|declara(?:cion|cao) certificada|(?:certified|endorsed) declaration)(?![^\W_])"
)
"""A sentence that certifies, or a caption that says so, where the one who does so is looked for."""
_EITHER = re.compile(
    r"(?<![^\W_])(?:(?:or|nor) (?:an)?other|ou autres?|ou d'autres|ou outr[ao]s?|u otr[ao]s?)(?:[ -]+[^\W_]+){0,3}"
    r"[ -]+(?:authorit|autorit|autorid|bod(?:y|ies)|offices?|organis|organiz|organism|entidad|service)"
)
"""A caption that leaves open which body it is: "Customs or other designated authority"."""
_METHOD = re.compile(
    r"(?:(?:ed|wd)?[ -]?xrf|xrd|icp|(?:f)?aas|gravimetr|titrimetr|titrat|titulac|titrage|volumetr|spectro"
    r"|fluoresc|fire assay|essai au feu|ensaio (?:por|ao) fogo|ensaio por fusao|ensayo (?:al|por) fuego|cupell?at"
    r"|coupellat|copela|atomic abs|absor|electrogravi|combust|difract|diffract|x[ -]ray|rayons x|raios x|rayos x)"
)
_LABORATORY = re.compile(
    r"(?<![^\W_])(?:labo?|labs|laborat[^\W\d_]*|institut[^\W\d_]*|services?|servicios|servicos|ltda?|inc|plc|gmbh|sarl"
    r"|s\.?a\.?|s\.?a\.?s\.?|srl|bv|ag|company|limited|analytical|centre|center|centro)(?![^\W_])"
)
"""How something was analysed, which is by nobody: "analysed by fire assay"; and what names a body all the same."""
_OFFICER = re.compile(
    r"(?:(?:for )?the |le |la |o |a |el )?(?:(?:deputy|acting|permanent|assistant) )*"
    r"(?:minist(?:er|re|r[oa])|direct(?:or|eur|rice|ora)|diretora?|secretary"
    r"|secretaire|secretari[oa]|commissioner|registrar|president[ea]?|(?:chief )?executive(?: officer)?|chairman"
    r"|(?:executive|managing) director|general manager|company secretary)"
    r"(?:[ -](?:general|generale|geral|national|nacional|nationale|provincial|regional|executif|executive|ejecutiv[oa]"
    r"|executiv[oa]))*(?: a\.? ?i\.?)?"
)
"""Who signs for an office, and is none himself."""
_SIGNS = re.compile(rf"(?:{_OFFICER.pattern})\s*[,:]\s*[a-z]")
"""Such a post with the name of who holds it: "Le Président, RAKOTO T."."""
_POST_OF = re.compile(rf"(?:{_OFFICER.pattern})(?: (?:of|for|des?|du|da|dos|del) [^,;:]{{3,40}}| \([^()]{{3,20}}\))")
_SIGNATORY = re.compile(
    r"(?:duly )?authori[sz]ed (?:signatory|signature|officer|official|representative)|signatory|signature autorisee"
    r"|signataire(?: autorise)?|(?:firma|assinatura) autorizada|(?:firmante|signatario) autorizado|responsavel"
)
"""The word under which someone signs."""
_PERSON = re.compile(r"(?:lic|ing|eng|engo|enga|dra?|drs|sra?|srta|mr|mrs|ms|mme|mlle|m|ir|prof|hon|me|adv)\.\s+[a-z]")
"""How a person is addressed, who signs for a body and is none."""
_INITIALED = re.compile(r"[A-Z]\.\s?[A-Z][\w'’-]*[a-zà-ÿ](?:\s[A-Z][\w'’-]+)?(?=\s*(?:,\s*[a-zà-ÿ]|[.,;]?$))")
"""One initial and a surname, and no more but what this person is: "T. Lindi", "A. Kelo, ingénieur chimiste"."""
_TRADE = re.compile(
    r"[^,]{3,40},\s+(?:(?:chief|senior|head|certified|sworn|principal) )?(?:engineer|chemist|geologist|assayer|analyst"
    r"|inspector|surveyor|gemm?ologist|metallurgist|valuer|director|manager|ingenieure?|chimiste|geologue|essayeu(?:r|se)"
    r"|analyste|inspect(?:eur|rice)|gemmologue|direct(?:eur|rice)|engenheir[oa]|quimic[oa]|geolog[oa]|ensaiador[a]?"
    r"|analista|inspetora?|inspectora?|gemolog[oa]|perit[oa]|diretora?|ingenier[oa]|ensayador[a]?|directora?)(?![^\W_])"
)
"""A name with the trade or post of who bears it, in small letters behind a comma."""
_GOES_ON = re.compile(r"(?:,|&|-|(?<![^\W_])(?:and|et|e|y|of|de|du|des|da|do|the|la|le|del|for|pour|para|l'|d'))$")
_SITE_ID = re.compile(
    r"(?<![^\W_])(?P<country>[A-Z]{2})\s?(?P<ns>[+-])\s?(?P<lat>\d{1,2})\s?[.,]\s?(?P<lat4>\d{4})"
    r"\s?(?P<ew>[+-])\s?(?P<lon>\d{1,3})\s?[.,]\s?(?P<lon4>\d{4})\s?-\s?(?P<serial>\d{3,5})(?!\d)"
)
_STATUS = re.compile(
    r"[\s,;:–—-]+(?:(?:statut|status|estado|estatuto|situacao)"
    r"(?: du site| of the site| do local| del sitio)?\s*[:=]?\s*"
    r"(?:icglr |cirgl )?(?:vert|green|verde|jaune|yellow|amarelo|amarillo|bleu|blue|azul|valide\w*|validad\w|validated)"
    r"|(?:green|blue|yellow)(?:[ -]status|[ -]flagged)|validated (?:green|blue))\W*$"
)
"""The status of a site in the ICGLR's colours (green, yellow, blue; Regional Certification Manual), told behind it."""
_WORKED = re.compile(
    r"(?<=\w)\s*\((?:(?:artisanale?s?|artesanal|artisanal and small[- ]scale|small[- ]scale|asm|lsm|industri[ae]ll?e?"
    r"|industrial|semi-?industri\w+|alluvial(?:es)?|aluvial|alluvionnaire|open[- ]?(?:pit|cast)|underground|ceu aberto"
    r"|a ciel ouvert|tajo abierto|cielo abierto|subterr\w+|souterraine?)(?: (?:mine|mining|mina|site))?"
    r"|(?:(?:site |mine )?(?:status|statut|estado|estatuto)[ :]*)?(?:green|blue|vert|bleu|verde|azul|validated|valide"
    r"|validado)(?:[ -](?:status|site|flag(?:ged)?))?"
    r"|(?:site |mine |mina |sitio )?(?:(?:status|statut|estado|estatuto)[ :]"
    r"|(?:validat|valid[aeo]|qualifi|certifi|class[ie])[^\W\d_]*[ ,])[^()]{0,60}"
    r"|[^()]{0,30}(?:process|permit|licen[cs]e|licenca|titre|titulo|arrete|alvara|n[°º.])[^()]{0,30}\d{3}[^()]*)\)\s*$"
    r"|,\s+(?:(?:nossa|nuestra|notre|our|own|propria|propia)\s+(?:concess|concesion|mine|mina)[^,]*"
    r"|(?:site |mine |mina |sitio )?(?:qualifi|validat|valide|validad|classe|registered as)[^,\d]*)$"
)
"""How a mine is worked, its status or its permit, behind its name: "Tongo (artisanal)", "Rubaya (site validé vert)",
"Lwamba, qualifié « vert »", "Kivu Ridge, own concession"."""
_STANDARD = re.compile(
    r"(?:(?:accredit|acredit|credencia|akkredit|certifi)\w*\W+(?:\w{1,6}\W+){0,2}?)?(?:(?:nf|en|nbr|ntc|nm)\W+)?(?:iso|iec|cei)\b\D{0,8}\d"
)
"""Of folded text: the standard by which a laboratory works, which may stand behind a word for it: "Testing laboratory –
ISO/IEC 17025 accreditation"."""
_DENIED = re.compile(r"(?:not|never|nao|pas)(?![^\W_-])")
"""How it begins that a mine is told which the goods are not of."""
_DENIED_BEHIND = re.compile(
    r"\s*(?:[.,;(–—]|\s-)\s*(?:(?:and|et|but|mais|mas|pero|e|y)\s+)?"
    r"(?:(?:not|never|nor|nao|pas|non|ne|ni|nem)(?![^\W_-])|no (?:de|del|es|procede|proviene|extraid)(?![^\W_]))"
)
_SITE_LEAD = re.compile(
    r"^[\s:;.,*|\-]*(?:(?:mine(?: site)?(?: name| id| of origin)?|(?:nom du |identifiant du )?site(?: minier)?|mina"
    r"|siti?o (?:minero|de mina|mineiro)|local da mina|concession(?: name)?|carre minier|lieu d'origine du minerai)"
    r"[ ]*(?:no\.?|id)?[ ]*[:=][\s:]*)?"
)


def parse_text(text: str, context: Context) -> Parsed | None:
    """The text with its lines joined, words cut at line ends made whole, and label marks at its edges dropped."""
    start, end = _edges(text)
    if start >= end:
        return None
    value = squeeze(_HYPHENATED.sub("", text[start:end]))
    return Parsed(value, text[start:end], start, end, 1.0 if re.search(r"[^\W\d_]{2}", value) else 0.5, "text")


def parse_authority(text: str, context: Context) -> Parsed | None:
    """The name of an issuing body; a body named on a line of its own is set off by a comma."""
    lead = _BY.match(fold(text))
    start, end = _edges(text, lead.end() if lead else 0)
    start = _behind_day(text, start, end, context)
    end = _before_date(text, start, end, context)
    state = _STATE.match(fold(text[start:end]))
    if state is not None and len(fold(text[start:end])) == end - start:
        start += state.end()
    if start >= end or _ASIDE.fullmatch(text, start, end) or not re.search(r"[^\W\d_]{2}", text[start:end]):
        return None
    if (
        _HALF_NAME.match(text, start)
        or _OFFICER.fullmatch(fold(text[start:end]).strip(" .,:"))
        or _SIGNS.match(fold(text[start:end]))
        or _is_person(text[start:end])
        or _CERTIFYING.match(fold(text[start:end]))
        or _EITHER.search(fold(text[start:end]))
        or _is_method(fold(text[start:end]))
        or _STANDARD.match(fold(text[start:end]))
    ):
        return None
    parts: list[str] = []
    for line in _HYPHENATED.sub("", text[start:end]).split("\n"):
        line = squeeze(line)
        if not line:
            continue
        if parts and _BODY.match(fold(line)) and not _GOES_ON.search(fold(parts[-1])):
            parts[-1] += ","
        parts.append(line)
    value = " ".join(parts)
    score = 1.0
    if len(value) > 160 or len(re.findall(r"\d", value)) > 8:
        score = 0.5
    elif len(value) < 3:
        score = 0.4
    return Parsed(value, text[start:end], start, end, score, "authority")


def _is_person(text: str) -> bool:
    """Whether a text names somebody who signs for a body, by title, initial or trade, and no laboratory."""
    folded = fold(text)
    if _PERSON.match(folded) is not None:
        return True
    parted = text.partition(",")[2].strip()
    told = _INITIALED.match(text) is not None or (parted[:1].islower() and _TRADE.match(folded) is not None)
    return told and _LABORATORY.search(folded) is None


def _is_method(folded: str) -> bool:
    """Whether words say by what something was analysed, and name no laboratory."""
    return _METHOD.match(folded) is not None and _LABORATORY.search(folded) is None


def is_officer(text: str) -> bool:
    """Whether a text is nothing but the post of who signs: "Director-General", "For the Minister", "Signatory"."""
    said = fold(text).strip(" .,:_-")
    return any(post.fullmatch(said) is not None for post in (_OFFICER, _POST_OF, _SIGNATORY))


def _behind_day(text: str, start: int, end: int, context: Context) -> int:
    """Where a body's name begins: under a first line of a place and a day, which is where and when it signed."""
    stop = text.find("\n", start, end)
    days = find_dates(text[start:stop], context) if stop >= 0 else []
    if not days or days[0].score < _SURE or text[start + days[0].end : stop].strip(" .,;"):
        return start
    place = _PLACE.fullmatch(fold(text[start : start + days[0].start]))
    return start if place is None or _BODY.match(place[0]) is not None else _edges(text[:end], stop)[0]


def _before_date(text: str, start: int, end: int, context: Context) -> int:
    """Where a body's name ends: before a line under it with a date, which is where and when it signed, or who did."""
    position = text.find("\n", start, end)
    while position >= 0:
        following = text.find("\n", position + 1, end)
        if _PERSON.match(fold(text[position + 1 : end])) is not None:
            return _edges(text[:position], start)[1]
        if any(
            one.score >= _SURE for one in find_dates(text[position : following if following >= 0 else end], context)
        ):
            return _edges(text[:position], start)[1]
        position = following
    return end


def parse_site(text: str, context: Context) -> Parsed | None:
    """A mine site: its name, with its ICGLR identifier (country, latitude, longitude, serial) where it has one."""
    if text.lstrip().startswith("/"):
        return None  # the rest of a label in two languages: "Carrière / Place of mining"
    lead = _SITE_LEAD.match(fold(text))
    begin = lead.end() if lead else 0
    start, end = _edges(text, begin)
    if _DENIED.match(fold(text[start:end])) is not None:
        return None
    denied = _DENIED_BEHIND.search(fold(text[start:end]))
    end = start + denied.start() if denied is not None else end
    worked = _WORKED.search(fold(text[start:end]))
    end = start + worked.start() if worked is not None else end
    status = _STATUS.search(fold(text[start:end]))
    end = start + status.start() if status is not None else end
    while end > start and (
        text[end - 1] in ". " or (text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end))
    ):
        end -= 1  # the stop of the sentence, and the bracket around it
    if start >= end:
        return None
    end = start + _without_country(text[start:end], context)
    start += _behind_country(text[start:end], context)
    value = squeeze(text[start:end])
    number = _SITE_ID.search(plain(value))
    if number is not None:
        value = value[: number.start()] + _site_id(number) + value[number.end() :]
        return Parsed(value, text[start:end], start, end, 1.0, "icglr-site")
    if not re.search(r"[^\W_]{2}", value):
        return None
    return Parsed(value, text[start:end], start, end, 0.9 if len(value) <= 80 else 0.6, "site-name")


def _without_country(text: str, context: Context) -> int:
    """How much of a mine's name stands before the country it is said to lie in: "Lavra Pedra Clara, Brasil"."""
    named = find_countries(text, context)
    if not named or text[named[-1].end :].strip(" .)"):
        return len(text)
    before = re.sub(r"[\s,(–—-]+$", "", text[: named[-1].start])
    parted = re.match(r"\s*[,(–—]|\s+-", text[len(before) :]) is not None
    return len(before) if parted and re.search(r"[^\W\d_]{2}", before) else len(text)


def _behind_country(text: str, context: Context) -> int:
    """Where a mine's name begins behind the country it is said to lie in: "RDC – Lubunda-Nord, Nyunzu"."""
    named = find_countries(text, context)
    if not named or named[0].start > 0 or _SITE_ID.search(plain(text)) is not None:
        return 0
    parted = re.match(r"\s*[,;:]\s+|\s+[–—-]\s+", text[named[0].end :])
    behind = text[named[0].end + parted.end() :] if parted is not None else ""
    return len(text) - len(behind) if re.match(r"[^\W\d_]{3}", behind) else 0


def find_sites(text: str, context: Context) -> list[Parsed]:
    """Every ICGLR mine site identifier in running text."""
    return [
        Parsed(_site_id(m), text[m.start() : m.end()], m.start(), m.end(), 1.0, "icglr-site")
        for m in _SITE_ID.finditer(plain(text))
    ]


def _site_id(match: re.Match[str]) -> str:
    """The identifier without the spaces and commas that OCR puts into it: RW-1.9641+30.0619-00001."""
    m = match
    return f"{m['country']}{m['ns']}{m['lat']}.{m['lat4']}{m['ew']}{m['lon']}.{m['lon4']}-{m['serial']}"


def _edges(text: str, begin: int = 0) -> tuple[int, int]:
    """The text without white space and label marks at its edges; a bracket stays where its partner stands inside."""
    start, end = begin, len(text)
    while start < end and (text[start].isspace() or text[start] in ":;,.|*=-–—_•·"):
        if text[start] in "-–—" and start + 1 < end and text[start + 1].isdigit():
            break  # a sieve class: -11+7
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ":;,|*=–—_•·-"):
        end -= 1
    return start, end
