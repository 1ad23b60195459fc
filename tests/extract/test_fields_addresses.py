"""What an address says for or against itself."""

from __future__ import annotations

from extract.fields_addresses import address_features
from extract.values import Context


def test_an_address_that_names_no_country_at_its_end_may_have_been_cut_short() -> None:
    context = Context(language="en")
    assert address_features("No. 355 Yuelu Road, 519000 Zhuhai, China", context)["address_cut_short"] == 0.0
    assert address_features("No. 355 Yuelu Road", context)["address_cut_short"] == 1.0
    assert address_features("China Town Road 14, Block 3", context)["address_cut_short"] == 1.0
    assert address_features("China Town Road 4, 8301 Kimberley", context)["address_cut_short"] == 0.5  # a town's code
