"""A document beside an answer: how it is shown, what became of its file, and where cited words stand."""

import os

import pytest

from assistant.errors import ChildDied, DocumentNotRead, DocumentUnknown, FileChanged, FileGone
from assistant.pipeline.lines import lines
from assistant.pipeline.paragraphs import Kind, Paragraph, Table
from assistant.services import pages
from assistant.services.cancel import Cancel
from assistant.services.pages import FileState, Place, Tile, ViewKind
from tests.reading import making
from tests.reading import making_scans as scans
from tests.services.test_attachments import mail

QUOTE = "Otters hold hands while they sleep."


@pytest.fixture
def shown(adding, folder):
    """Adds a file of these bytes and opens its view."""

    def made(name, data, *, words_only=True):
        path = folder / name
        path.write_bytes(data)
        adding(path, words_only=words_only)
        return pages.view(adding.program, os.fsencode(path))

    return made


def text_of(adding, view, place):
    return pages.page_text(adding.program, view, place.page)[place.start : place.end]


def found(adding, view, words):
    return [place for batch in pages.found(adding.program, view, words, cancel=Cancel()) for place in batch]


def boxes(adding, view, place):
    return lines(box for _, _, box in pages.characters(adding.program, view, place.page, place.start, place.end))


def read_whole(adding, view, page=1):
    """All pieces of a page, one after the other."""
    at, pieces = 0, []
    while at < view.sheet(page).length:
        pieces.append(pages.piece(adding.program, view, page, at))
        at = pieces[-1].end
    return pieces


def test_pdf_is_shown_as_it_looks_with_all_its_pages(adding, shown):
    view = shown("a.pdf", making.pdf([QUOTE], [], ["Badgers dig."]))
    assert (view.kind, view.state, view.problem) == (ViewKind.PDF, FileState.UNCHANGED, None)
    assert [sheet.length for sheet in view.sheets] == [len(QUOTE), 0, len("Badgers dig.")]
    assert all((round(sheet.width), round(sheet.height)) == (595, 842) for sheet in view.sheets)
    tile = Tile(1, (60, 80), 0, 0, 60, 80)
    assert len(pages.tile(adding.program, view, tile)) == 4 * 60 * 80


def test_cited_words_are_lit_where_they_are_printed(adding, shown):
    view = shown("a.pdf", making.pdf(["Badgers dig at night.", QUOTE]))
    (place,) = found(adding, view, "hold hands")
    ((left, top, right, bottom),) = boxes(adding, view, place)
    # 12 point Helvetica, 72 points from the left, the second line 680 above the foot of an A4 page.
    assert left == pytest.approx(72 + 36, abs=2)
    assert right == pytest.approx(left + 60, abs=3)
    assert top < 842 - 680 - 8
    assert bottom > 842 - 680


def test_words_of_a_scan_are_lit_on_its_picture(adding, shown):
    view = shown("scan.png", scans.encoded(scans.picture(scans.LEAVE)))
    assert view.kind is ViewKind.PICTURE
    (place,) = found(adding, view, "two weeks ahead")
    assert text_of(adding, view, place) == "two weeks ahead"
    ((left, top, right, bottom),) = boxes(adding, view, place)
    assert 60 < left < right < 1000
    assert 60 + 1.5 * 36 - 5 < top < bottom < 60 + 1.5 * 36 + 50


def test_scanned_page_of_a_pdf_is_lit_too(adding, shown):
    view = shown("scan.pdf", scans.pdf(["A page of text before the scan, long enough."], scans.picture(scans.LEAVE)))
    (place,) = found(adding, view, "two weeks ahead")
    ((left, top, right, bottom),) = boxes(adding, view, place)
    assert place.page == 2
    assert 30 < left < right < 500
    assert 50 < top < bottom < 90


def test_text_document_has_headings_paragraphs_and_tables(adding, shown):
    markdown = b"# Leave\n\nAsk early.\n\n## Forms\n\n- H-417\n- H-418\n"
    markdown += b"\n| Form | For |\n|---|---|\n| H-417 | leave |\n"
    view = shown("a.md", markdown)
    (piece,) = read_whole(adding, view)
    assert (view.kind, view.is_code) == (None, False)
    kinds = [(part.kind, part.text) for part in piece.parts if isinstance(part, Paragraph)]
    assert kinds == [
        (Kind.HEADING, "Leave"), (Kind.TEXT, "Ask early."), (Kind.HEADING, "Forms"), (Kind.ITEM, "- H-417"),
        (Kind.ITEM, "- H-418"),
    ]  # fmt: skip
    (table,) = [part for part in piece.parts if isinstance(part, Table)]
    assert [[cell.text for cell in row] for row in table.rows] == [["Form", "For"], ["H-417", "leave"]]


def test_every_character_that_is_shown_has_its_place_in_the_page(adding, shown):
    rows = "".join(f"Otter {number},{number % 7} kg,fish\n" for number in range(500))
    view = shown("otters.csv", b"Name,Weight,Food\n" + rows.encode())
    text = pages.page_text(adding.program, view, 1)
    pieces = read_whole(adding, view)
    assert len(pieces) > 1
    for piece in pieces:
        for part in piece.parts:
            cells = [cell for row in part.rows for cell in row] if isinstance(part, Table) else [part]
            assert all(cell.text == text[cell.start : cell.end] for cell in cells if cell.end)
    assert all(sum(len(part.rows) for part in piece.parts if isinstance(part, Table)) <= 150 for piece in pieces)


def test_source_code_keeps_its_lines(adding, shown):
    code = b"def otter():\n    return 1\n\n\ndef badger():\n    return 2\n"
    view = shown("a.py", code)
    (piece,) = read_whole(adding, view)
    assert view.is_code
    assert [part.text for part in piece.parts] == ["def otter():\n    return 1", "def badger():\n    return 2"]


def test_long_text_comes_in_pieces_that_meet_and_end_with_a_paragraph(adding, shown):
    text = "\n\n".join(f"Paragraph {number}. {QUOTE * 6}" for number in range(400))
    view = shown("long.txt", text.encode())
    pieces = read_whole(adding, view)
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert all(part.text.startswith("Paragraph ") for piece in pieces for part in piece.parts)
    middle = pieces[len(pieces) // 2]
    before = pages.piece(adding.program, view, 1, middle.start, is_before=True)
    assert before.end == middle.start
    assert before.parts[0].text.startswith("Paragraph ")
    assert pages.piece(adding.program, view, 1, 0, is_before=True) is None


def test_words_are_found_in_any_case_over_line_ends_and_in_every_page(adding, shown):
    view = shown("a.pdf", making.pdf(["Otters hold", "hands."], ["The infor-", "mation sheet: OTTERS HOLD HANDS"]))
    assert [place.page for place in found(adding, view, "otters  hold hands")] == [1, 2]
    (place,) = found(adding, view, "information")
    assert text_of(adding, view, place) == "infor\u00admation"
    assert found(adding, view, "  ") == found(adding, view, "wombat") == []


def test_words_that_stand_across_two_windows_are_found_once(adding, shown):
    text = "\n\n".join(f"{QUOTE} {'Filler words stand here. ' * 8}{number}" for number in range(1000))
    view = shown("long.txt", text.encode())
    places = found(adding, view, "otters hold hands")
    assert len(places) == len({place.start for place in places}) == 1000
    assert len(found(adding, view, "999")) == 1


def test_changed_file_shows_the_text_it_had(adding, shown, folder):
    view = shown("a.pdf", making.pdf([QUOTE]))
    (folder / "a.pdf").write_bytes(making.pdf(["Something else.", "And more."]))
    now = pages.view(adding.program, view.path)
    assert (now.kind, now.state, now.library, now.file) == (None, FileState.CHANGED, "Documents", view.path)
    assert pages.piece(adding.program, now, 1, 0).parts[0].text == QUOTE


def test_touched_file_is_no_changed_one(adding, shown, folder):
    view = shown("a.pdf", making.pdf([QUOTE]))
    os.utime(folder / "a.pdf", (1, 1))
    now = pages.view(adding.program, view.path)
    assert (now.kind, now.state) == (ViewKind.PDF, FileState.UNCHANGED)


def test_page_of_a_file_that_changes_while_it_is_shown_is_not_drawn(adding, shown, folder):
    view = shown("a.pdf", making.pdf([QUOTE]))
    (folder / "a.pdf").write_bytes(making.pdf(["Something else."]))
    with pytest.raises(FileChanged):
        pages.tile(adding.program, view, Tile(1, (60, 80), 0, 0, 60, 80))
    with pytest.raises(FileChanged):
        pages.characters(adding.program, view, 1, 0, 5)


def test_text_is_shown_when_the_view_child_cannot_draw(adding, shown, monkeypatch):
    view = shown("a.pdf", making.pdf([QUOTE]))

    def fail(_file, **_how):
        raise ChildDied(name="viewer", reason="it could not be started")

    monkeypatch.setattr(adding.program.viewer, "sizes", fail)
    now = pages.view(adding.program, view.path)
    assert (now.kind, now.state) == (None, FileState.UNREADABLE)
    assert pages.piece(adding.program, now, 1, 0).parts[0].text == QUOTE


def test_gone_file_shows_the_text_it_had(adding, shown, folder):
    view = shown("a.pdf", making.pdf([QUOTE]))
    (folder / "a.pdf").unlink()
    now = pages.view(adding.program, view.path)
    assert (now.kind, now.state) == (None, FileState.GONE)
    assert isinstance(now.problem, FileGone)
    assert text_of(adding, now, found(adding, now, "hold hands")[0]) == "hold hands"


def test_what_travels_in_a_mail_is_shown_from_within_it(adding, shown, folder):
    shown("letter.eml", bytes(mail(("contract.pdf", making.pdf([QUOTE])))))
    inside = os.fsencode(folder / "letter.eml" / "contract.pdf")
    view = pages.view(adding.program, inside)
    assert (view.kind, view.state, view.file) == (ViewKind.PDF, FileState.UNCHANGED, os.path.dirname(inside))
    assert boxes(adding, view, found(adding, view, "hold hands")[0])
    (folder / "letter.eml").unlink()
    assert pages.view(adding.program, inside).state is FileState.GONE


def test_cited_words_are_found_where_they_stand_now(adding, shown):
    view = shown("a.txt", f"Badgers dig. {QUOTE}".encode())
    program = adding.program
    assert pages.place(program, view, 1, 13, 13 + len(QUOTE), QUOTE) == Place(1, 13, 13 + len(QUOTE))
    assert pages.place(program, view, 1, 0, len(QUOTE), QUOTE) == Place(1, 13, 13 + len(QUOTE))
    assert not pages.place(program, view, 1, 0, 5, "Wombats").is_there
    assert not pages.place(program, view, 7, 0, 5, "Wombats").is_there
    assert not pages.place(program, view, 1, 0, 5, None).is_there


def test_path_that_was_never_read_says_so(adding, shown, folder):
    with pytest.raises(DocumentUnknown):
        pages.view(adding.program, os.fsencode(folder / "nowhere.txt"))
    with pytest.raises(DocumentNotRead):
        shown("huge.png", scans.encoded(scans.Image.new("1", (20_000, 20_000))))
