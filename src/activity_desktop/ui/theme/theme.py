"""How does the window look right now? One `Theme` holds the colours, fonts and scale that every painted control asks for.

It follows the system's colour scheme, contrast and motion by itself and emits `changed`; whatever caches a colour or a font
listens to that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication, QStyleHints

from ...model.activity import Kind
from . import tokens
from .tokens import StyleName, Token

Scheme = Literal["system", "light", "dark"]
Contrast = Literal["system", "normal", "high"]
Motion = Literal["system", "on", "off"]
"""Whether motion is reduced."""
_REDUCED_FADE_MS = 90

_FRAMES: dict[Scheme, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
"""What the window's frame, which the system draws, is asked to look like."""


class Theme(QObject):
    """Colours, fonts and scale. Cheap to ask from a paint event: everything it hands out is cached."""

    changed = Signal()

    def __init__(self, dress: Callable[[Theme], None]) -> None:
        """`dress` is called whenever the application is to be dressed anew."""
        super().__init__()
        self._dress = dress
        self.wanted: tuple[Scheme, float, Contrast, Motion] = ("system", 1.0, "system", "system")
        """What the person chose, as given to `apply`."""
        self._hints = QGuiApplication.styleHints()  # kept: PySide drops what it hands out together with this object
        self.follows_system = False
        self.dark = False
        self.high_contrast = False
        self.reduced_motion = False
        self.body = system_body()
        self._dressed: tuple[bool, bool, bool, int] | None = None
        """How the application was dressed last: dark, with high contrast, with reduced motion, and its text's size."""
        self.tokens = tokens.table(dark=False)
        self._forget()

    @property
    def k(self) -> float:
        """How large text is, compared with the reference of 14 pixels: what grows with text is multiplied by it."""
        return self.body / tokens.REFERENCE_BODY

    def px(self, n: float) -> int:
        """A length that grows with the text, in whole device-independent pixels."""
        return round(n * self.k)

    def color(self, token: Token) -> QColor:
        return self._colours[token]

    def hue(self, kind: Kind) -> tuple[QColor, QColor]:
        """The colour of a kind's icon, and the fill of its tile."""
        return self._pair(tokens.hue(kind, self.dark, self.high_contrast))

    def avatar(self, seed: str) -> tuple[QColor, QColor]:
        """Text and fill for a person or an account; the same seed always gives the same pair."""
        return self._pair(tokens.avatar(seed, self.dark))

    def font(self, style: StyleName, weight: int | None = None) -> QFont:
        """A font of the type scale. Do not change it: it is shared. `weight` is 400, 500 or 600."""
        wanted = (style, weight or tokens.TYPE[style].weight)
        if wanted not in self._fonts:
            self._fonts[wanted] = self._make_font(*wanted)
        return self._fonts[wanted]

    def sized(self, pixels: int, weight: int) -> QFont:
        """A font of exactly that many pixels, for letters inside marks that grow by themselves. Shared, as `font`."""
        if (pixels, weight) not in self._sized:
            font = QFont(self.font("caption", weight))
            font.setPixelSize(max(1, pixels))
            self._sized[pixels, weight] = font
        return self._sized[pixels, weight]

    def metrics(self, style: StyleName, weight: int | None = None) -> QFontMetricsF:
        wanted = (style, weight or tokens.TYPE[style].weight)
        if wanted not in self._metrics:
            self._metrics[wanted] = QFontMetricsF(self.font(*wanted))
        return self._metrics[wanted]

    def duration(self, milliseconds: int) -> int:
        """How long a movement takes: nothing at all where motion is reduced."""
        return 0 if self.reduced_motion else milliseconds

    def fade(self, milliseconds: int) -> int:
        """How long something takes to appear where it stands: a little is kept where motion is reduced."""
        return min(milliseconds, _REDUCED_FADE_MS) if self.reduced_motion else milliseconds

    def want(self, scheme: Scheme, text_scale: float, contrast: Contrast, reduced_motion: Motion) -> None:
        """Take over what the person chose, and look again at what the system says."""
        self.wanted = (scheme, min(max(text_scale, 0.8), 2.0), contrast, reduced_motion)
        self._hints.setColorScheme(_FRAMES[scheme])  # which may already make us look
        self.look_again()

    def look_again(self) -> None:
        """Something about the system or the settings may have changed: recompute, and restyle the application if so. Qt
        then visits every widget, which is worth doing only once."""
        scheme, scale, contrast, motion = self.wanted
        self.dark = scheme == "dark" or (scheme == "system" and _system_is_dark(self._hints))
        self.high_contrast = contrast == "high" or (contrast == "system" and _system_prefers(self._hints, "contrastPreference"))
        self.reduced_motion = motion == "on" or (motion == "system" and _system_prefers(self._hints, "motionPreference"))
        self.body = round(system_body() * scale)
        look = (self.dark, self.high_contrast, self.reduced_motion, self.body)
        if look != self._dressed:
            self._dressed = look
            self.tokens = tokens.table(self.dark, self.high_contrast)
            self._forget()
            self._dress(self)
            self.changed.emit()

    def follow_system(self) -> None:
        """From now on, look again whenever the system's scheme, contrast or motion changes."""
        self.follows_system = True
        self._hints.colorSchemeChanged.connect(self.look_again)
        for signal in _preference_changes(self._hints):
            signal.connect(self.look_again)

    def _forget(self) -> None:
        self._colours = {token: QColor(value) for token, value in self.tokens.items()}
        self._pairs: dict[tokens.Pair, tuple[QColor, QColor]] = {}
        self._fonts: dict[tuple[StyleName, int], QFont] = {}
        self._sized: dict[tuple[int, int], QFont] = {}
        self._metrics: dict[tuple[StyleName, int], QFontMetricsF] = {}

    def _pair(self, pair: tokens.Pair) -> tuple[QColor, QColor]:
        if pair not in self._pairs:
            self._pairs[pair] = QColor(pair[0]), QColor(pair[1])
        return self._pairs[pair]

    def _make_font(self, style: StyleName, weight: int) -> QFont:
        scale = tokens.TYPE[style]
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setPixelSize(round(self.body * scale.ratio))
        font.setWeight(QFont.Weight(weight))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + scale.tracking)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def _preference_changes(hints: QStyleHints) -> list[Any]:
    """The signals by which Qt tells of a changed contrast (6.10) or motion (6.12) preference, as far as it has them."""
    accessibility = getattr(hints, "accessibility", lambda: None)()
    signals = (getattr(accessibility, name, None) for name in ("contrastPreferenceChanged", "motionPreferenceChanged"))
    return [signal for signal in signals if signal is not None]


def _system_prefers(hints: QStyleHints, preference: str) -> bool:
    """Whether the system asks for more contrast or less motion; False where this Qt cannot tell."""
    accessibility = getattr(hints, "accessibility", lambda: None)()
    ask = getattr(accessibility, preference, None)
    return ask is not None and ask().name != "NoPreference"


def _system_is_dark(hints: QStyleHints) -> bool:
    return hints.colorScheme() == Qt.ColorScheme.Dark


def system_body() -> int:
    """The pixel size of the system's font, and never less than is legible."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(tokens.SMALLEST_BODY, QFontInfo(font).pixelSize())
