"""Papers of our own: bundles of invented trade papers, with the truth of what they state and where.

How a bundle comes about: `scenario` and `chain` invent a trade that agrees in everything; `papers` says which facts
each paper states; `discrepancies` and `near_misses` change some; `compose` words them in one language or two;
`layouts` draw them; `packing` scans, photographs, faxes or merges what was drawn; `truth` says what stands where.

A layout is a few lines in `layouts/designs/<kind>.toml`, a wording a word in `wording/*.toml`, a country a table in
`places.toml`, a good one in `commodities.toml`. Layouts and wordings of the family `test` are never used for `train`.
"""
