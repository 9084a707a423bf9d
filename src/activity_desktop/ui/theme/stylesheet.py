"""What does the one application-wide style sheet say? What a palette cannot: radii, borders, paddings of stock controls."""

from __future__ import annotations

from . import tokens
from .theme import Theme


def label_colours(theme: Theme) -> dict[str, str]:
    """The values of a label's dynamic property `colour`, and what each looks like. A label's own palette would not do:
    Qt puts back the one from before the style sheet when the label is first shown."""
    named: dict[str, str] = {token: theme.color(token).name() for token in tokens.TEXT_COLOURS}
    return {**named, **{f"hue-{name}": tokens.hue_pair(name, theme.dark)[0] for name in tokens.HUES}}


def stylesheet_of(theme: Theme) -> str:
    """Style sheet text. Widgets are told apart by class and by the dynamic property `role`, never by a sheet of their own."""
    c = {token: theme.color(token).name() for token in theme.tokens}
    small = theme.font("small").pixelSize()
    body = theme.font("body").pixelSize()
    labels = "\n".join(f'QLabel[colour="{name}"] {{ color: {value}; }}' for name, value in label_colours(theme).items())
    search = 8 + theme.px(10 + 15)  # room for the glass at one end and the key cap at the other
    caption = theme.font("caption").pixelSize()
    return f"""
    {labels}
    QAbstractScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; }}
    QLineEdit, QPlainTextEdit, QTextEdit[role="field"], QComboBox, QDateTimeEdit, QAbstractSpinBox {{
        background: {c["card"] if not theme.dark else c["field"]}; color: {c["text"]};
        placeholder-text-color: {c["text3"]};
        border: 1px solid {c["border"]}; border-bottom-color: {c["border_strong"]}; border-radius: 8px;
        padding: 0 12px; min-height: {theme.px(34)}px; font-size: {body}px;
        selection-background-color: {c["accent"]}; selection-color: {c["on_accent"]};
    }}
    QPlainTextEdit, QTextEdit[role="field"] {{ padding: 8px 8px; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit[role="field"]:focus, QComboBox:focus, QDateTimeEdit:focus,
    QAbstractSpinBox:focus {{ border: 2px solid {c["focus"]}; padding: 0 11px; min-height: {theme.px(34) - 2}px; }}
    QPlainTextEdit:focus, QTextEdit[role="field"]:focus {{ padding: 7px 7px; }}
    QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] {{ border: 1px solid {c["danger"]}; }}
    QLineEdit:disabled, QComboBox:disabled {{ background: {c["pressed"]}; color: {c["text3"]}; }}
    QLineEdit[role="search"] {{
        background: {c["field"]}; border: 1px solid {c["border"] if theme.high_contrast else c["field"]};
        min-height: {theme.px(32)}px; padding: 0 {search}px; font-size: {small}px;
    }}
    QLineEdit[role="search"][on="canvas"] {{ background: {c["card"]}; border-color: {c["border"]}; }}
    QLineEdit[role="search"]:focus, QLineEdit[role="search"][on="canvas"]:focus {{
        border: 2px solid {c["focus"]}; padding: 0 {search - 1}px; min-height: {theme.px(32) - 2}px;
    }}
    QPlainTextEdit[role="raw"], QPlainTextEdit[role="raw"]:focus {{
        background: {c["sunken"]}; border: 1px solid {c["hairline"]}; padding: 4px 6px; font-size: {caption}px;
    }}
    QPlainTextEdit[role="raw"]:focus {{ border-color: {c["focus"]}; }}
    QLineEdit[role="bare"], QLineEdit[role="bare"]:focus {{ background: transparent; border: none; padding: 0; min-height: 0; }}
    QComboBox {{ font-size: {small}px; padding-right: 28px; min-height: {theme.px(32)}px; }}
    QComboBox:focus {{ min-height: {theme.px(32) - 2}px; }}
    QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 28px; }}
    QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{
        background: {c["raised"]}; color: {c["text"]}; border: 1px solid {c["border"]}; padding: 5px; outline: none;
        selection-background-color: {c["accent_soft"]}; selection-color: {c["text"]};
    }}
    QComboBox QAbstractItemView::item {{ min-height: {theme.px(30)}px; border-radius: 6px; padding: 0 8px; }}
    QListView[role="hints"] {{
        background: {c["raised"]}; border: 1px solid {c["border"]}; border-radius: 0; padding: 0 4px; outline: none;
    }}
    QListView[role="hints"]::item {{ min-height: {theme.px(28)}px; border-radius: 6px; padding: 0 8px; color: {c["text"]}; }}
    QListView[role="hints"]::item:selected {{ background: {c["accent_soft"]}; color: {c["text"]}; }}
    QMenu {{
        background: {c["raised"]}; border: 1px solid {c["border"]}; border-radius: 10px; padding: 5px;
        font-size: {small}px; color: {c["text"]};
    }}
    QMenu::item {{ border-radius: 6px; padding: {theme.px(6)}px 28px {theme.px(6)}px 10px; background: transparent; }}
    QMenu::item:selected {{ background: {c["accent_soft"]}; color: {c["text"]}; }}
    QMenu::item:disabled {{ color: {c["text3"]}; }}
    QMenu::icon {{ padding-left: 8px; }}
    QMenu::separator {{ height: 1px; background: {c["hairline"]}; margin: 5px 8px; }}
    QToolTip {{
        background: {c["toast"]}; color: {c["toast_text"]}; border: 1px solid {c["toast_border"]};
        padding: 4px 6px; font-size: {caption}px;
    }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
    QScrollBar::handle {{ background: {c["scroll"]}; border-radius: 2px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {c["scroll_hover"]}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
    QScrollBar::sub-page {{ background: none; border: none; width: 0; height: 0; }}
    """
