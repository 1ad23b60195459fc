"""How well papers are typed, cut apart and read, from pages that were read once; and what is learned from them."""
