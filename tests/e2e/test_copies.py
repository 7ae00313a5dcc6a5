"""Versions of a contract and equal files: what they all say counts once, what one of them says otherwise is shown."""

import shutil
from pathlib import Path

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from tests.command import Footnote

NOTICE = "How long is the notice period for ending the lease?"
CLAUSES = {
    "Parties": "This lease is made on {date} between Marlene Okafor, landlord, and Tobias Lindqvist, tenant.",
    "Rent": "The rent is 1,250 euros a month and falls due on the third working day of each month. It is paid by "
    "transfer to the account that the landlord names.",
    "Termination": "Either party may end the lease by giving {notice} written notice to the other party. The notice "
    "must be signed by hand; a message by telephone is not enough.",
    "Repairs": "The landlord keeps the roof, the walls and the pipes in good order. The tenant pays for small "
    "repairs of up to {repairs} euros each.",
    "Keys": "The tenant receives four keys and returns all of them at the end of the lease.",
}


def clauses(*, date="1 March 2023", notice="sixty days", repairs="80"):
    return {head: text.format(date=date, notice=notice, repairs=repairs) for head, text in CLAUSES.items()}


def as_docx(path, parts):
    document = docx.Document()
    for head, text in parts.items():
        document.add_heading(head, 1)
        document.add_paragraph(text)
    document.save(str(path))


def as_pdf(path, parts):
    """On a page of its own width, so that the lines and the pieces of the text end elsewhere."""
    styles = getSampleStyleSheet()
    shown = [
        Paragraph(text, styles[style])
        for number, (head, clause) in enumerate(parts.items(), start=1)
        for style, text in (("Heading2", f"{number}. {head}"), ("BodyText", clause))
    ]
    SimpleDocTemplate(str(path)).build(shown)


@pytest.fixture(scope="module")
def contracts(default_models, tmp_path_factory):
    """(command line, folder) with the leases indexed."""
    folder = tmp_path_factory.mktemp("leases")
    as_docx(folder / "lease.docx", clauses())
    as_pdf(folder / "lease, printed.pdf", clauses(date="5 May 2024"))
    as_docx(folder / "lease, repairs.docx", clauses(repairs="95"))
    as_docx(folder / "lease, long notice.docx", clauses(notice="ninety days"))
    (folder / "old").mkdir()
    shutil.copyfile(folder / "lease.docx", folder / "old" / "copy of lease.docx")
    for day in range(1, 26):
        text = f"House notice of {day} May 2024.\n\nBicycles are kept in the cellar behind the blue door.\n"
        (folder / f"notice {day}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_MODELS", str(default_models))
        footnote = Footnote(tmp_path_factory.mktemp("data"))
        footnote("index", str(folder))
        yield footnote, folder


def files(spans):
    return {Path(span["path"]).name for span in spans}


def named(quote):
    """The file it is shown from and those it also stands in."""
    return files([quote, *quote["also_in"]])


def test_sentence_of_all_versions_is_quoted_once_with_the_files_it_also_stands_in(contracts):
    footnote, folder = contracts
    answer = footnote.json("ask", NOTICE, "--quotes-only")
    sixty = [quote for quote in answer["quotes"] if "sixty days" in quote["text"]]
    assert [named(quote) for quote in sixty] == [
        {"lease.docx", "copy of lease.docx", "lease, printed.pdf", "lease, repairs.docx"}
    ]
    for span in sixty[0]["also_in"]:
        stored = footnote.json("text", span["path"], "--page", str(span["page"]))["text"]
        assert "sixty days" in stored[span["start"] : span["end"]]
    shown = footnote("ask", NOTICE, "--quotes-only", cwd=folder).stdout
    assert shown.count("sixty days") == 1
    assert "also in 3 other files: " in shown


def test_version_that_says_otherwise_is_shown_beside_the_others(contracts):
    footnote, _ = contracts
    answer = footnote.json("ask", NOTICE, "--quotes-only")
    ninety = [quote for quote in answer["quotes"] if "ninety days" in quote["text"]]
    assert [named(quote) for quote in ninety] == [{"lease, long notice.docx"}]
    passages = [passage for passage in answer["passages"] if "ninety days" in passage["text"]]
    assert named(passages[0]) == {"lease, long notice.docx"}


def test_passages_count_once_with_the_files_they_also_stand_in(contracts):
    footnote, folder = contracts
    first, *_ = footnote.json("search", "keys at the end of the lease")["results"]
    assert "four keys" in first["text"]
    assert {"lease.docx", "copy of lease.docx", "lease, repairs.docx"} <= named(first)
    assert len(first["also_in"]) == len(files(first["also_in"]))
    shown = footnote("search", "keys at the end of the lease", "-k", "1", cwd=folder).stdout
    assert "other files: " in shown
    assert shown.count("four keys") == 1


def test_passages_are_as_many_as_asked_for_though_versions_crowd_the_best_places(contracts):
    footnote, _ = contracts
    found = footnote.json("search", "Where are bicycles kept?", "-k", "6")["results"]
    assert len(found) == 6
    assert "Bicycles" in found[0]["text"]
    assert len(found[0]["also_in"]) == 24
    assert not any("Bicycles" in one["text"] for one in found[1:])


def test_written_answer_is_made_from_each_sentence_once(contracts):
    footnote, _ = contracts
    answer = footnote.json("ask", "How many keys does the tenant receive?")
    assert len([quote for quote in answer["quotes"] if "four keys" in quote["text"]]) == 1
    assert answer["sentences"]
