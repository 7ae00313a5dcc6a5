"""The languages of the window: complete, compiled, with all their fields, and chosen as the person wants."""

import importlib.util
import re
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel

from assistant.errors import AssistantError, DiskFull, DocumentDamaged, NothingToAsk
from assistant.records import Coverage
from assistant.services import self_test
from assistant.ui import language, wording
from assistant.ui.settings.levels import in_words as levels_words
from assistant.ui.window import Window
from tests.ui.states import STATES

ROOT = Path(__file__).resolve().parent.parent.parent
SPECIFICATION = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
translations = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(translations)

UPDATE = "run: .venv/bin/python packaging/translations.py"
SAME = {
    "Code", "Hindi", "Markdown (*.md)", "Name", "Offline", "Text (*.txt)", "{before} {sentence}",
    "{part}: {level}", "{percent} %", "{seconds} s", "{size} GB", "{size} KB", "{size} MB", "{what}.",
}  # fmt: skip
"""What may be the same in another language."""


@pytest.fixture
def speaking(qapp):
    """Speaks a language until the end of the test."""
    locale = QLocale()
    yield partial(language.speak, qapp)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(locale)


def fields(text):
    return sorted(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_every_text_of_the_window_is_translated(code):
    translated = translations.translations(code)
    missing = [text for text in translations.texts() if not translated.get(text)]
    assert missing == [], UPDATE


@pytest.mark.parametrize("code", [translations.ENGLISH, *translations.LANGUAGES])
def test_nothing_is_translated_that_nobody_sees_any_more(code):
    assert set(translations.translations(code)) - set(translations.texts()) == set(), UPDATE


@pytest.mark.parametrize("code", [translations.ENGLISH, *translations.LANGUAGES])
def test_what_is_compiled_is_what_is_written(qapp, code):
    translator = QTranslator()
    assert translator.load(f"footnote_{code}", str(translations.FOLDER))
    for (context, text), words in translations.translations(code).items():
        assert translator.translate(context, text) == words, UPDATE


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_a_translated_text_has_the_same_fields(code):
    """Sentences about the command line are about the window there, and may lack what only a command needs."""
    for (_, text), words in translations.translations(code).items():
        expected = fields(text)
        assert fields(words) == expected or ("footnote " in text and set(fields(words)) < set(expected)), text


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_a_translated_text_is_another_one(code):
    same = {text for (_, text), words in translations.translations(code).items() if text == words}
    assert same - SAME == set()


def test_no_sentence_in_the_window_is_about_the_command_line():
    english = translations.translations(translations.ENGLISH)
    for kind in leaves(AssistantError):
        for template in (kind.happened, kind.advice):
            said = english.get(("errors", template), template)
            if kind.__name__ not in ("NoDisplay", "BatchFileUnreadable", "BatchLineInvalid"):  # never in a window
                assert not re.search(r"footnote [a-z]|--\w|`", said), kind.__name__


def leaves(kind):
    yield kind
    for leaf in kind.__subclasses__():
        if leaf.__module__ == "assistant.errors":
            yield from leaves(leaf)


@pytest.mark.parametrize(
    ("preferred", "code"),
    [
        (["de-AT", "en-US"], "de"),
        (["en-GB", "de-DE"], "en"),
        (["fr-FR", "de-CH"], "de"),
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["zh-CN"], "zh_CN"),
        (["zh"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW"], "en"),
        (["den-CA"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_language_of_the_system_is_chosen_where_it_is_spoken(preferred, code):
    assert language.of_system(preferred) == code


def test_the_chosen_language_goes_before_that_of_the_system(speaking, monkeypatch):
    assert speaking("de") == "de"
    assert wording.tr("Settings") == "Einstellungen"


def test_errors_are_said_in_the_language_with_their_fields(speaking):
    speaking("de")
    said = wording.sentence(DiskFull(path="/mnt/{x}"))
    assert said.startswith("Der Datenträger ist voll: /mnt/{x}. Nichts ging verloren.")


def test_the_reason_within_an_error_is_said_in_the_language_too(speaking):
    damaged = DocumentDamaged(reason="its XML is broken")
    assert "(its XML is broken)" in str(damaged)
    speaking("de")
    assert "(das XML ist beschädigt)" in wording.sentence(damaged)
    assert wording.sentence(DiskFull(path="it is cut off")).startswith("Der Datenträger ist voll: it is cut off.")
    assert "Errno 5" in wording.sentence(DocumentDamaged(reason="Errno 5")), "nobody's words of ours"


def test_sentences_follow_each_other_as_the_language_has_it(speaking):
    speaking("zh_CN")
    assert wording.sentence(NothingToAsk()) == "还没有可供搜索的文档。请先添加一个文件夹。"


def test_in_english_too_a_sentence_is_about_the_window(speaking):
    speaking("en")
    assert wording.sentence(NothingToAsk()) == "There are no documents to search yet. Add a folder first."


def test_numbers_are_written_as_the_language_has_it(speaking):
    assert wording.number(1204) == "1,204"
    speaking("de")
    assert wording.number(1204) == "1.204"
    assert wording.duration(2.34) == "2,3 s"
    assert wording.size(4_100_000_000) == "4,1 GB"


@pytest.mark.parametrize("count", [1, 2])
def test_one_is_spoken_of_as_one(count):
    said = wording.searched(Coverage(count, 0, 0, 0)) + wording.searched(Coverage(5, count, count, 0, partly=count))
    said += wording.left_out(count)
    assert bool(re.search("1 (files|are)|first 1", said)) is False
    assert ("1 is still being read." in said) is (count == 1)
    assert ("2 are still being read." in said) is (count == 2)


def test_what_a_process_gave_up_is_said_in_the_language(speaking, program):
    program.embedding.info()
    program.chat.info()
    speaking("de")
    levels = [level for given_up in self_test.lockdown(program).values() for level in given_up.values()]
    said = {levels_words(level) for level in levels if not level.isdecimal() and level != "not in this test"}
    assert len(said) > 3
    assert said & set(levels) == set()
    assert any(re.fullmatch(r"\d+ MB Adressraum .*", one) for one in said)


@pytest.mark.parametrize(("code", "copy"), [("de", "&Kopieren"), ("zh_CN", "复制(&C)")])
def test_qts_own_words_are_translated_too(speaking, code, copy):
    speaking(code)
    assert QCoreApplication.translate("QWidgetTextControl", "&Copy") == copy


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_no_english_is_left_in_the_window(speaking, theme, qtbot, code):
    speaking(code)
    english = {text for _, text in translations.texts()} - SAME
    window = Window(theme)
    qtbot.addWidget(window)
    window.show()
    for show in STATES.values():
        show(window)
        shown = [one for kind in (QLabel, QAbstractButton) for one in window.findChildren(kind) if one.isVisible()]
        said = {text for one in shown for text in (one.text(), one.toolTip(), one.accessibleName())}
        assert said & english == set()
