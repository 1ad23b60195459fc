"""The one model that weighs a candidate: named features, a weight each, a logistic curve.

A weight is in log-odds per unit of its feature. `bench` holds the script that learns them from papers with truth;
the table below is read by people first: every name says what it measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

WEIGHTS: Mapping[str, float] = {
    "bias": -3.4,
    # the label
    "label_quality": 2.2,  # 0..1, how exactly the wording was found; 0 without a label
    "label_length": 1.2,  # 0..1, long wordings are rarely met by chance
    "label_colon": 0.9,
    "label_whole": 0.5,  # it fills its phrase, as form labels do
    "label_box_number": 0.5,
    "label_embedded": -1.0,  # words stand before it in its phrase
    "label_shared": -0.4,  # the wording may introduce several fields of this type
    "bare_lower": -2.6,  # after the label the phrase goes on in lower case, without a colon
    # the place
    "place_inline": 1.0,
    "place_right": 0.9,
    "place_cell": 1.2,
    "place_next_cell": 1.4,
    "place_cell_under": 0.4,
    "place_below": 0.5,
    "place_caption": 1.1,
    "place_above": -1.4,
    "place_cue": 1.9,
    "place_letterhead": 0.6,
    "place_title": 0.9,
    "place_shape": 0.5,
    "place_total": 2.6,
    "same_cell": 0.4,
    "distance": -1.1,  # 0..1, gap between label and value in lengths of 20 text heights
    "place_style": 1.3,  # -0.5..0.5, how the page's other labels have their values
    "label_on_line": -1.8,  # it is below a label that has something free beside it
    "column": -1.3,  # more values of the kind follow below: a table's column
    "shape_fit": 1.6,  # 0..1, how well a value without label stands where such values stand
    # the value
    "value_fit": 3.6,  # -0.5..0.5, the grammar's score
    "coverage": 1.8,  # -0.5..0.5, share of the place's text that the value uses
    "ocr": 2.0,  # -0.5..0.5, how sure the reader was of its words
    "repeated": 0.9,  # the same value stands elsewhere in the document
    "element_of_goods": 2.5,  # -1..1, the row of a table of elements is the commodity's own
    "at_second_hand": -1.2,  # the value stands under the label of a related field
    "only_a_fact": -4.0,  # a description that is nothing but a weight, a code or a share
    "ends_like_label": -3.0,  # the text ends in a colon
    "shape_of_name": 0.9,  # a party or authority that looks like one
    "party_block": 0.5,  # an address goes with the name
    "lower_case": -1.6,  # a name or number that begins in lower case
}


def probability(features: Mapping[str, float]) -> float:
    """The chance (0..1) that a candidate with these features is the field's value."""
    total = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in features.items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
