"""A language that is made of the English texts: with accents, and 40 % longer."""

import re

from PySide6.QtCore import QTranslator

ACCENTED = str.maketrans("aeiouAEIOUnc", "áéíóúÁÉÍÓÚñç")


def longer(text):
    """The text with accents, so that one sees what is not translated, and two words for every five."""
    parts = re.split(r"(\{\w*\})", text)  # fields stay what they are
    accented = "".join(part if part.startswith("{") else part.translate(ACCENTED) for part in parts)
    more = round(len(re.sub(r"\{\w*\}", "", text)) * 0.4)
    return f"{accented} {('lórem ' * more)[:more].strip()}" if more and text.strip() else accented


class Pseudo(QTranslator):
    def translate(self, context, text, disambiguation=None, n=-1):
        return longer(text)

    def isEmpty(self):  # noqa: N802 - Qt
        return False
