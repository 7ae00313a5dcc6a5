"""A folder with known facts in every format, made by libraries other than those that read it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from reportlab.pdfgen import canvas

from tests.command import Footnote


@dataclass(frozen=True)
class Fact:
    """Where a fact stands and how it is asked for."""

    question: str
    file: str
    page: int
    words: str


FACTS = (
    Fact("Who administers the pension fund?", "pension.pdf", 2, "administered by Alder Trust"),
    Fact("How many days before a holiday must leave be requested?", "handbook.docx", 1, "fourteen days before"),
    Fact("What temperature must the vaccine fridge keep?", "clinic.html", 1, "between 2 and 8 degrees"),
    Fact("When was the boiler last inspected?", "maintenance.md", 1, "inspected on 12 March 2023"),
    Fact("What is the name of the neighbour's dog?", "family notes.txt", 1, "Barnaby"),
    Fact("Which function computes the late payment fee?", "billing.py", 1, "late_fee"),
)


def _pdf(path: Path) -> None:
    page = canvas.Canvas(str(path))
    page.setTitle("Benefits")
    page.drawString(72, 770, "Benefits overview")
    page.drawString(72, 740, "The company pays for dental care after six months of service.")
    page.showPage()
    page.drawString(72, 770, "Pension")
    page.drawString(72, 740, "The pension fund is administered by Alder Trust in Lisbon.")
    page.drawString(72, 722, "Contributions are matched up to five percent of the salary.")
    page.showPage()
    page.save()


def _docx(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Staff handbook", 0)
    document.add_heading("Leave", 1)
    document.add_paragraph("Leave must be requested fourteen days before the holiday begins.")
    document.add_paragraph("The manager answers within five working days.")
    document.add_heading("Travel", 1)
    document.add_paragraph("Train journeys are booked in second class.")
    document.save(str(path))


@pytest.fixture(scope="session")
def facts_folder(tmp_path_factory) -> Path:
    """The folder; beside the facts it holds a hidden file and a picture."""
    folder = tmp_path_factory.mktemp("facts")
    _pdf(folder / "pension.pdf")
    _docx(folder / "handbook.docx")
    (folder / "clinic.html").write_text(
        "<html><head><title>Clinic rules</title><style>p{color:red}</style></head><body><h1>Cold chain</h1>"
        "<p>The vaccine fridge must keep a temperature between 2 and 8 degrees Celsius.</p>"
        "<script>var hidden = 'never read';</script><p>Doors are locked at night.</p></body></html>",
        encoding="utf-8",
    )
    (folder / "maintenance.md").write_text(
        "# House\n\nPainted in 2019.\n\n## Boiler\n\nThe boiler was last inspected on 12 March 2023 by Mr. Okafor.\n",
        encoding="utf-8",
    )
    (folder / "family notes.txt").write_text(
        "Shopping is done on Fridays.\n\nThe neighbour's dog is called Barnaby and likes cheese.\n", encoding="utf-16"
    )
    (folder / "billing.py").write_text(
        'def late_fee(days):\n    """The fee for a payment that is late, in cents."""\n    return 50 * days\n',
        encoding="utf-8",
    )
    (folder / ".hidden.txt").write_text("The vault code is 9931.", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    return folder


@pytest.fixture(scope="session")
def indexed(facts_folder, default_models, tmp_path_factory):
    """(command line, report of `index`) of a data folder that holds the facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_MODELS", str(default_models))
        footnote = Footnote(tmp_path_factory.mktemp("data"))
        report = footnote.json("index", str(facts_folder))
    return footnote, report


@pytest.fixture
def footnote_with_copy(facts_folder, shared_models, tmp_path):
    """(command line on an empty data folder, a copy of the facts that the test may change)."""
    folder = tmp_path / "copy of facts"
    shutil.copytree(facts_folder, folder)
    return Footnote(tmp_path / "data"), folder
