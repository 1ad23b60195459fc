"""`lotpass explain`: why a field was read as it was, or why not. Names and options are public API."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from lotpass.arguments import cores, must_be_there, reader_may_leave

EXIT_EXPLAINED, EXIT_NOTHING = 0, 3


def explain(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, folders or archives: together one bundle.", metavar="BUNDLE...")
    ],
    field: Annotated[
        str, typer.Option(metavar="DOCUMENT.FIELD", help="The field, as the report names it: d1.carat_weight.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="A page (.html) or a picture (.png); default: FIELD.html."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Pages read side by side (default: one per core).")
    ] = None,
) -> None:
    """Show on the page why a field was read as it was, or why it was not found.

    Exit codes: 0 explained, found or not; 2 the call is wrong, or the bundle has no such document or field; 3 nothing
    could be read; 4 this machine lacks something, which the message names.
    """
    must_be_there(paths)
    target = out or Path(f"{field}.html")
    if target.suffix.lower() not in (".html", ".htm", ".png"):
        raise typer.BadParameter(f"{target} must end in .html or .png")
    if not target.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder {target.absolute().parent} is not there")
    raise typer.Exit(_explain(paths, field, target, jobs))


def _explain(paths: list[Path], field: str, target: Path, jobs: int | None) -> int:
    from lotpass.worker import warm_up

    warm_up()  # first, so that it loads the engines beside what is loaded here
    from lotpass import progress
    from lotpass.explained import as_html, in_words
    from lotpass.explained_picture import as_png
    from lotpass.explaining import WrongQuestionError, asked, explain_bundle
    from lotpass.outputs import write_file
    from lotpass.settings import Settings

    bars = progress.Bars() if sys.stderr.isatty() else nullcontext(progress.Lines())
    try:
        asked(field)
        with bars as reporter:
            explained = explain_bundle(paths, field, jobs or cores(), Settings.load().memory, reporter)
    except WrongQuestionError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong
    if explained is None:
        print("lotpass: nothing in the bundle could be read", file=sys.stderr)
        return EXIT_NOTHING
    picture = target.suffix.lower() == ".png"
    write_file(target, as_png(explained) if picture else as_html(explained).encode())
    with reader_may_leave():
        print(in_words(explained))
        print(f"Shown in {progress.one_line(str(target))}")
        sys.stdout.flush()
    return EXIT_EXPLAINED
