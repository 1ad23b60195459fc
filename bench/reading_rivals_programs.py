"""The programs that read the same scans as lotpass, each run in a process of its own: `bench.reading_rivals`.

The texts are programs for other Python environments: lotpass depends on none of what they import.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the package carries no types

LANGUAGES = "eng+fra+por+spa"
"""Tesseract's languages for OCRmyPDF: those that lotpass reads."""

_RAPID = """
import json, sys
import pypdfium2
from rapidocr import RapidOCR
reader = RapidOCR()
pages = []
for page, dpi in zip(pypdfium2.PdfDocument(sys.argv[1]), json.loads(sys.argv[2])):
    picture = page.render(scale=dpi / 72).to_numpy()[:, :, :3]
    found = reader(picture)
    pages.append([word for line in (found.txts or ()) for word in line.split()])
json.dump(pages, open(sys.argv[3], "w"))
"""

_OURS = """
import json, sys
from pathlib import Path
from ingest import heap
from ingest.read import read_page
heap.keep()  # as a worker does
path = Path(sys.argv[1])
pages = []
for number, _ in enumerate(json.loads(sys.argv[2]), start=1):
    page = read_page(path, "0" * 64, "application/pdf", number)
    pages.append([word.text for word in page.words])
json.dump(pages, open(sys.argv[3], "w"))
"""

_DOCLING = """
import json, sys
from pathlib import Path
import rapidocr, torch
from docling.datamodel.base_models import InputFormat, LayoutPrediction
from docling.datamodel.pipeline_options import OcrMode, PdfPipelineOptions, RapidOcrOptions
from docling.document_converter import DocumentConverter, PdfFormatOption
from docling.models.stages.layout.layout_object_detection_model import LayoutObjectDetectionModel
from transformers import RTDetrV2Config, RTDetrV2ForObjectDetection

torch.set_num_threads(1)

def begin(self, artifacts_path, accelerator_options, options, enable_remote_services=False):
    self.options = options
    self.network = RTDetrV2ForObjectDetection(RTDetrV2Config()).eval() if UNTRAINED else None

def predict(self, conv_res, pages):
    for page in pages:
        if self.network is not None and page.get_image(scale=1.0) is not None:
            with torch.inference_mode():
                self.network(torch.zeros(1, 3, 640, 640))
        page.predictions.layout = LayoutPrediction()
    return [page.predictions.layout for page in pages]

LayoutObjectDetectionModel.__init__, LayoutObjectDetectionModel.predict_layout = begin, predict
models = Path(rapidocr.__file__).parent / "models"
path = {part: str(next(models.glob(f"*_{part}_*.onnx"))) for part in ("det", "cls", "rec")}
reader = RapidOcrOptions(
    mode=OcrMode.FULL_PAGE,
    det_model_path=path["det"], cls_model_path=path["cls"], rec_model_path=path["rec"],
)
options = PdfPipelineOptions(do_ocr=True, do_table_structure=False, ocr_options=reader)
options.accelerator_options.num_threads = 1
converter = DocumentConverter(format_options={InputFormat.PDF: PdfFormatOption(pipeline_options=options)})
document = converter.convert(sys.argv[1]).document
pages = [[] for _ in json.loads(sys.argv[2])]
for item in document.texts:
    pages[item.prov[0].page_no - 1].extend(item.text.split())
json.dump(pages, open(sys.argv[3], "w"))
"""
"""docling's weights for the layout come from a hub, and none lie in its packages: what finds the layout finds nothing
here. With `UNTRAINED` a network of its kind (RT-DETRv2 on a ResNet-50, 640 x 640) computes what the trained one does,
and the answer is dropped. Tables, whose weights are as far away, are left out."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one program made of the scans: words by page, processor and clock seconds of the whole run."""

    pages: list[list[str]]
    processor: float
    clock: float


def _run(command: Sequence[str], read: Callable[[], list[list[str]]]) -> Outcome:
    """Runs a program on one thread. Raises RuntimeError with its last words when it fails."""
    env = os.environ | {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    before, started = os.times(), time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True, check=False)
    after, ended = os.times(), time.monotonic()
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-400:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Outcome(read(), used, ended - started)


def _text_layer(path: Path) -> list[list[str]]:
    """The words of the text layer that OCRmyPDF wrote."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded().split() for page in document]
    finally:
        document.close()


def programs(venv: Path, given: Path, folder: Path, dpi: Sequence[float]) -> dict[str, Callable[[], Outcome]]:
    """The programs that are compared, by name, each ready to read a PDF whose pages have these resolutions."""
    answer, layered = folder / "answer.json", folder / "layered.pdf"

    def words() -> list[list[str]]:
        found: list[list[str]] = json.loads(answer.read_text(encoding="utf-8"))
        return found

    def ocrmypdf(languages: str) -> Callable[[], Outcome]:
        command = [str(venv / "bin/ocrmypdf"), "-q", "--jobs", "1", "--output-type", "pdf", "-l", languages]
        return lambda: _run([*command, str(given), str(layered)], lambda: _text_layer(layered))

    def told(python: Path, text: str) -> Callable[[], Outcome]:
        return lambda: _run([str(python), "-c", text, str(given), json.dumps(dpi), str(answer)], words)

    other = venv / "bin/python"
    return {
        "lotpass": told(Path(sys.executable), _OURS),
        "OCRmyPDF": ocrmypdf(LANGUAGES),
        "OCRmyPDF, English only": ocrmypdf("eng"),
        "RapidOCR": told(other, _RAPID),
        "docling without layout": told(other, f"UNTRAINED = False\n{_DOCLING}"),
        "docling, untrained": told(other, f"UNTRAINED = True\n{_DOCLING}"),
    }
