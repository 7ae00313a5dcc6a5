"""The language of the window: the chosen one or the system's, for our own texts and for Qt's."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from assistant import identity, paths

ENGLISH = "en"
_SIMPLIFIED = ("zh-CN", "zh-SG", "zh-Hans")


def speak(application: QCoreApplication, wanted: str) -> str:
    """Use a language from now on, for every text that is made after this; gives its code.

    Args:
        application: what keeps the translations.
        wanted: the code of a language ("de"); "" for the system's.
    """
    code = wanted or of_system(QLocale.system().uiLanguages())
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        identity.COMMAND: str(paths.resources() / "translations"),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(f"{name}_{code}", folder):
            application.installTranslator(translator)
    system = QLocale.system()
    speaks_it = QLocale(code).language() is system.language()
    QLocale.setDefault(system if speaks_it else QLocale(code))  # numbers as they are written where the person lives
    return code


def of_system(preferred: Sequence[str]) -> str:
    """The first of the person's languages, best first ("de-AT", "zh-Hans-CN"), that the window speaks."""
    for one in preferred:
        language = one.partition("-")[0]
        if language in (ENGLISH, "de"):
            return language
        if one.startswith(_SIMPLIFIED) or one == "zh":
            return "zh_CN"
    return ENGLISH
