"""The words in which a choice is explained: places, grammars, and what each feature of the model means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from extract.candidates_regions import Place
from extract.doctype import ValueKind

PLACES: Final[Mapping[Place, str]] = {
    Place.INLINE: "right behind its label, in the same phrase",
    Place.RIGHT: "to the right of its label",
    Place.CELL: "under its label, in the label's own box of the form",
    Place.NEXT_CELL: "in the box to the right of its label",
    Place.CELL_UNDER: "in the box beneath its label",
    Place.BELOW: "beneath its label",
    Place.CAPTION: "over its label, which is the caption of a line filled in",
    Place.ABOVE: "over its label",
    Place.CUE: "in running text, behind words that lead to it",
    Place.LETTERHEAD: "at the head of the paper",
    Place.TITLE: "beside the paper's title",
    Place.SHAPE: "by its own form, without a label",
    Place.TOTAL: "in the total row of a table",
    Place.INFERRED: "from another field of the paper",
}
"""Where a reading stands, as it goes on from "was read …"."""

GRAMMARS: Final[Mapping[ValueKind, str]] = {
    ValueKind.DATE: "a date",
    ValueKind.CARATS: "a weight in carats",
    ValueKind.WEIGHT: "a weight with its unit",
    ValueKind.PERCENT: "a share or grade",
    ValueKind.MONEY: "an amount with its currency",
    ValueKind.COUNT: "a whole number of parcels",
    ValueKind.COUNTRY: "a country by name or code",
    ValueKind.HS_CODES: "HS codes",
    ValueKind.IDENTIFIER: "a number of a paper or a lot",
    ValueKind.IDENTIFIERS: "numbers of seals or tags",
    ValueKind.PARTY: "a name with its address",
    ValueKind.ADDRESS: "an address",
    ValueKind.AUTHORITY: "the name of a body that issues papers",
    ValueKind.SITE: "a mine site",
    ValueKind.TEXT: "words",
    ValueKind.MINERAL: "a commodity",
    ValueKind.FORM: "a variant of a form",
}
"""What a value of each kind must look like."""

LANGUAGE_NAMES: Final[Mapping[str, str]] = {
    "en": "English",
    "fr": "French",
    "pt": "Portuguese",
    "es": "Spanish",
    "de": "German",
    "nl": "Dutch",
}

_FEATURES: Final[Mapping[str, tuple[str, str]]] = {
    # feature: (what it means above nought, what it means at nought or below)
    "bias": ("every reading starts with this", "every reading starts with this"),
    "label_quality": ("a label for the field stands by it, as it is known", "no label stands by it"),
    "label_length": ("the label is long, so that it is hardly there by chance", "the label is short"),
    "label_colon": ("the label ends in a colon", "the label has no colon"),
    "label_whole": ("the label fills its phrase, as labels on forms do", "the label is part of a longer phrase"),
    "label_box_number": ("the label bears a box number of the form", "the label bears no box number"),
    "label_embedded": ("other words stand before the label in its phrase", "the label begins its phrase"),
    "label_shared": ("the label may introduce other fields too", "the label introduces this field only"),
    "bare_lower": ("the text goes on in lower case, like a sentence", "the text begins as values do"),
    "place_inline": ("it stands right behind the label", ""),
    "place_right": ("it stands to the right of the label", ""),
    "place_cell": ("it stands in the label's own box", ""),
    "place_next_cell": ("it stands in the box to the right of the label", ""),
    "place_cell_under": ("it stands in the box beneath the label", ""),
    "place_below": ("it stands beneath the label", ""),
    "place_caption": ("the label is the caption under it", ""),
    "place_above": ("it stands over the label", ""),
    "place_cue": ("words in running text lead to it", ""),
    "place_letterhead": ("it stands at the head of the paper", ""),
    "place_title": ("it stands beside the title", ""),
    "place_shape": ("it was known by its own form", ""),
    "place_total": ("it stands in a table's total row", ""),
    "place_inferred": ("it follows from another field", ""),
    "same_cell": ("label and value stand in one box of the form", "label and value stand in different boxes"),
    "distance": ("it stands away from the label", "it stands close to the label"),
    "place_style": (
        "the other labels of the page have their values on this side too",
        "the other labels of the page have their values on another side",
    ),
    "label_on_line": ("the label has something beside it, so that what is below is hardly its value", ""),
    "column": ("more values of the kind follow below, as in a table's column", "it stands alone"),
    "shape_fit": ("it stands where such values stand", "it stands where such values rarely do"),
    "value_fit": ("it fits what such a value looks like", "it fits what such a value looks like poorly"),
    "coverage": ("the value uses up the text of its place", "much of the text in its place is left over"),
    "ocr": ("its words were read without doubt", "its words were read with doubt"),
    "repeated": ("the same value stands elsewhere on the paper", ""),
    "element_of_goods": (
        "the element is the one that the goods are sold by",
        "the element is an impurity of the goods",
    ),
    "at_second_hand": ("it stands under the label of a related field", ""),
    "only_a_fact": ("it is nothing but a weight, a code or a share", "it says more than one figure"),
    "ends_like_label": ("the text ends in a colon, as labels do", "the text does not end like a label"),
    "shape_of_name": ("it looks like a name", "it does not look like a name"),
    "party_block": ("an address goes with the name", "no address goes with the name"),
    "lower_case": ("it begins in lower case, as names and numbers do not", "it begins as names and numbers do"),
}


def feature_in_words(name: str, value: float) -> str:
    """What a feature with this value says of a reading; of a feature without words here, its name."""
    told = _FEATURES.get(name)
    if told is None:
        return name.replace("_", " ")
    return (told[0] if value > 0 else told[1]) or told[0]
