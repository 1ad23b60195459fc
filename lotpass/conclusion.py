"""The end of the pipeline as one frozen value: everything a report and its passports are written from."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from lotpass.report import Report
from passport.files import file_names
from passport.model import MadeBy, Passport
from validate.model import CheckedLot, Dossier


class Conclusion(BaseModel):
    """What is known at the end: the dossier, each lot's checks and its unsigned passport (in the same order)."""

    model_config = ConfigDict(frozen=True)

    dossier: Dossier
    lots: tuple[CheckedLot, ...]
    passports: tuple[Passport, ...]
    makers: MadeBy
    pages: int

    def report(self, as_of: date, seconds: float) -> Report:
        """The report of a run that took so many seconds."""
        return Report(
            as_of=as_of,
            dossier=self.dossier,
            lots=self.lots,
            passports=file_names([lot.lot.id for lot in self.lots]),
            version=self.makers.lotpass,
            engines=self.makers.engines,
            seconds=seconds,
            pages=self.pages,
            reference=self.makers.reference,
            lists=self.makers.lists or (),
        )
