"""What runs in guarded workers: the functions that touch foreign bytes, or what was read from them.

They are named here so that the process that calls them need not load the engines that they use; each worker has
loaded them when it is forked (`lotpass.pool.PRELOADED`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.explain import Explanation
    from extract.model import Document
    from validate.model import CustodyRecord


def page_of(path: Path, sha256: str, media_type: str, number: int) -> bytes:
    """Page `number` (from 1) of the file at `path`, as JSON; raises what `ingest.read.read_page` raises.

    Pages are handed on as bytes that lie in files until their document is made: a caller's memory does not grow with
    the words of a bundle.
    """
    from ingest.read import read_page

    return read_page(path, sha256, media_type, number).model_dump_json().encode()


def documents_of(pages: Sequence[Path]) -> tuple[Document, ...]:
    """The documents on the pages of one file, each page a file of what `page_of` gave; ids count within the file."""
    from extract.read import extract_file
    from ingest.model import Page
    from lotpass import doctypes

    doctypes.load()
    return extract_file([Page.model_validate_json(path.read_bytes()) for path in pages])


def paper_of(pages: Sequence[Path]) -> Document:
    """The one document whose pages, in this order, lie in several files."""
    from extract.read import extract_paper
    from ingest.model import Page
    from lotpass import doctypes

    doctypes.load()
    return extract_paper([Page.model_validate_json(path.read_bytes()) for path in pages])


def explanation_of(pages: Sequence[Path], index: int | None, document: str, name: str) -> Explanation | tuple[str, ...]:
    """Why a field of the file's document (by index) was read so; else the fields that it has.

    Without an index the pages are those of one document in several files.
    """
    from extract.explain import explain, names_of
    from extract.layout import lay_out
    from extract.read import read_stack
    from extract.split import group, stacked
    from ingest.model import Page
    from lotpass import doctypes

    doctypes.load()
    layouts = [lay_out(Page.model_validate_json(path.read_bytes())) for path in pages]
    stacks, index = (group(layouts), index) if index is not None else ((stacked(layouts),), 0)
    try:
        return explain(stacks[index], document, name)
    except KeyError:
        return names_of(read_stack(stacks[index], document))


def picture_of(path: Path, media_type: str, page: Path) -> bytes | None:
    """The upright picture of a page that `page_of` gave, as PNG; None for a format that has no looks."""
    import cv2

    from ingest.model import Page
    from ingest.picture import picture_of as picture

    pixels = picture(path, media_type, Page.model_validate_json(page.read_bytes()))
    return None if pixels is None else bytes(cv2.imencode(".png", pixels[:, :, ::-1])[1])


def page_image_of(path: Path, media_type: str, page: Path) -> tuple[bytes, int, int, bool]:
    """The upright picture of a page as JPEG, its width and height; drawn (true) where it has no looks."""
    import io

    import cv2

    from ingest.model import Page
    from ingest.picture import picture_of as picture
    from lotpass.drawn import drawn_words

    read = Page.model_validate_json(page.read_bytes())
    pixels = picture(path, media_type, read)
    if pixels is None:
        drawn = drawn_words(read)
        held = io.BytesIO()
        drawn.save(held, "JPEG", quality=90)
        return held.getvalue(), drawn.width, drawn.height, True
    encoded = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])[1]
    return bytes(encoded), pixels.shape[1], pixels.shape[0], False


def custody_of(path: Path, name: str, sha256: str) -> CustodyRecord:
    """The custody records in the file at `path`; raises what `read_custody` raises."""
    from validate.custody.read import read_custody

    return read_custody(path.read_bytes(), name, sha256)


def engines() -> dict[str, str]:
    """The reading engines of this machine with their versions."""
    from ingest.versions import versions

    return versions()


def surroundings() -> tuple[str, ...]:
    """What else a reading may depend on, on this machine: see `ingest.versions.surroundings`."""
    from ingest.versions import surroundings

    return surroundings()
