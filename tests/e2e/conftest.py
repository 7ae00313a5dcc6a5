"""A folder with known facts in every format, made by libraries other than those that read it."""

import csv
import json
import shutil
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from reportlab.pdfgen import canvas

from tests.command import Footnote
from tests.reading import making_office, test_epub


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
    Fact("Which town does the supplier Hartwell deliver from?", "suppliers.csv", 1, "Town: Ghent"),
    Fact("When does the choir rehearse?", "choir.eml", 1, "rehearses every Thursday at seven"),
    Fact("What did the captain hide under the lighthouse stairs?", "novel.epub", 2, "a brass sextant"),
    Fact("How deep is the old quarry lake?", "film.srt", 1, "sixty metres deep"),
    Fact("Which port does the backup server listen on?", "servers.json", 1, "port: 8443"),
    Fact("Who is the author of the catalogue entry on moss gardens?", "catalogue.xml", 1, "author: Keiko Tanabe"),
    Fact("Which shade of paint was chosen for the gallery?", "renovation.pptx", 2, "Prussian blue"),
    Fact("Which instrument does Matteo teach?", "academy.odp", 1, "teaches the viola"),
    Fact("Who inherits the vineyard?", "testament.odt", 1, "her nephew Anselm"),
    Fact("What is the room number of Ludmila Horn?", "offices.xlsx", 2, "Room: B 317"),
    Fact("What is the city of the person named Smith?", "staff.xls", 1, "City: Oslo"),
    Fact("Which animal does keeper Fennimore look after?", "zoo.xlsb", 1, "Animal: tapir"),
    Fact("How much rain fell in Tromso?", "weather.ods", 1, "Rain: 91 mm"),
    Fact("What deposit is due for the rented bicycle?", "rental.rtf", 1, "deposit of ninety euros"),
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


def _mail(path: Path) -> None:
    message = EmailMessage()
    message["From"] = "Ines Prado <ines@example.org>"
    message["Subject"] = "Choir"
    message.set_content("Dear all,\n\nthe choir rehearses every Thursday at seven in the parish hall.\n")
    path.write_bytes(message.as_bytes())


def _book(path: Path) -> None:
    chapters = {
        "a.xhtml": "<h1>The storm</h1><p>Rain fell on the harbour for nine days.</p>",
        "b.xhtml": "<h1>The stairs</h1><p>Under the lighthouse stairs the captain hid a brass sextant.</p>",
    }
    path.write_bytes(test_epub.book(chapters))


def _more_formats(folder: Path) -> None:
    with (folder / "suppliers.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [["Supplier", "Town", "Phone"], ["Hartwell", "Ghent", "555-1"], ["Ostrow", "Turin", "555-2"]]
        csv.writer(file, delimiter=";").writerows(rows)
    _mail(folder / "choir.eml")
    _book(folder / "novel.epub")
    (folder / "film.srt").write_text(
        "1\n00:02:01,000 --> 00:02:04,000\nThe old quarry lake\n\n"
        "2\n00:02:04,000 --> 00:02:06,000\nis sixty metres deep.\n",
        encoding="utf-8",
    )
    servers = [{"server": "mail", "port": 25}, {"server": "backup server", "port": 8443}]
    (folder / "servers.json").write_text(json.dumps({"servers": servers}), encoding="utf-8")
    catalogue = ElementTree.Element("catalogue")
    for title, author in (("Moss gardens", "Keiko Tanabe"), ("Stone walls", "Owen Pryce")):
        entry = ElementTree.SubElement(catalogue, "entry")
        ElementTree.SubElement(entry, "title").text = title
        ElementTree.SubElement(entry, "author").text = author
    ElementTree.ElementTree(catalogue).write(folder / "catalogue.xml", encoding="utf-8", xml_declaration=True)
    (folder / "rental.rtf").write_bytes(
        b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard Bicycle rental\\par "
        b"For the rented bicycle a deposit of \\b ninety\\b0  euros is due.\\par}"
    )


def _office_formats(folder: Path) -> None:
    made = making_office
    slides = (
        made.slide(made.shape("Renovation", kind="title"), made.shape("The budget is approved.")),
        made.slide(made.shape("Colours", kind="title"), made.shape("For the gallery the paint is Prussian blue.")),
    )
    (folder / "renovation.pptx").write_bytes(made.pptx(*slides))
    academy = "<text:p>Matteo teaches the viola on Mondays.</text:p>"
    academy = f"<draw:page><draw:frame><draw:text-box>{academy}</draw:text-box></draw:frame></draw:page>"
    (folder / "academy.odp").write_bytes(made.odf("odp", f"<office:presentation>{academy}</office:presentation>"))
    will = "<text:h>Testament</text:h><text:p>The vineyard goes to her nephew Anselm, who inherits it whole.</text:p>"
    (folder / "testament.odt").write_bytes(made.odf("odt", f"<office:text>{will}</office:text>"))
    rooms = made.sheet_rows(("Person", "Room"), ("Ivo Bartel", "A 102"), ("Ludmila Horn", "B 317"))
    (folder / "offices.xlsx").write_bytes(made.xlsx({"Keys": made.sheet_rows(("Key", "Count")), "Rooms": rooms}))
    (folder / "staff.xls").write_bytes(made.xls())
    zoo = made.xlsb("Zoo", ("Keeper", "Animal"), ("Fennimore", "tapir"), ("Quill", "lynx"))
    (folder / "zoo.xlsb").write_bytes(zoo)
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (("Town", "Rain"), ("Tromso", "91 mm"), ("Bari", "12 mm"))
    weather = "".join(
        f"<table:table-row>{''.join(cell.format(shown) for shown in row)}</table:table-row>" for row in rows
    )
    (folder / "weather.ods").write_bytes(made.ods(Rain=weather))


def write_facts(folder: Path) -> None:
    """A file for each fact into the folder."""
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
    _more_formats(folder)
    _office_formats(folder)


@pytest.fixture(scope="session")
def facts_folder(tmp_path_factory) -> Path:
    """The folder; beside the facts it holds a hidden file and a picture."""
    folder = tmp_path_factory.mktemp("facts")
    write_facts(folder)
    (folder / ".hidden.txt").write_text("The vault code is 9931.", encoding="utf-8")
    (folder / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 8)
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
