"""What has happened on a fresh server? Varied, believable activities, the same for the same seed number.

All eight relation types, all three kinds of people and nobody, lists, links, long, right-to-left and empty texts, read and
unread, over the last 45 days.
"""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from typing import Any

from .moments import SECOND
from .story_words import DOCUMENT_PLOT, PEOPLE, PLOTS, RELATED, Plot

MINUTE, DAY = 60 * SECOND, 86_400 * SECOND
SPAN_US = 45 * DAY
NEWEST_AGE_US = 3 * MINUTE

Draft = dict[str, Any]
"""Columns of an activity, as `Activities.create` takes them, without the user."""


def past(seed: int, count: int, now_us: int) -> Iterator[Draft]:
    """`count` activities of the last 45 days, oldest first, denser towards now; the newest is the document's example."""
    rng = random.Random(seed)  # noqa: S311 - a story, not a secret
    for left in range(count - 1, -1, -1):
        plot = PLOTS[int(rng.random() * len(PLOTS))] if left else DOCUMENT_PLOT
        share = (left + rng.random()) / count if left else 0.0
        created_us = (now_us - NEWEST_AGE_US - int(SPAN_US * share * share)) // SECOND * SECOND
        draft = _draft(plot, rng, first=left == 0)
        draft["created_us"] = created_us
        draft["read_us"] = _reading(rng, created_us, now_us)
        yield draft


def live(seed: int, number: int) -> Draft:
    """Something that happens now; `number` tells how many happened before. Unread."""
    rng = random.Random(f"{seed}:{number}")  # noqa: S311 - a story, not a secret
    return _draft(PLOTS[int(rng.random() * len(PLOTS))], rng)


def _draft(plot: Plot, rng: random.Random, *, first: bool = False) -> Draft:
    """Play a plot. `first`: with the document's own person and product."""
    draft: Draft = {"slug": plot.slug, "title": "", "description": plot.text, "formatted_description": plot.html or None}
    words = {
        "n": str(2 + int(rng.random() * 40)),
        "money": f"${15 + int(rng.random() * 80) * 5}.00",
        "who": "Somebody",
        "what": "",
    }
    if plot.person:
        people = PEOPLE[plot.person]
        person = people[0 if first else int(rng.random() * len(people))]
        draft[f"{plot.person}_id"] = person.id
        words["who"] = person.name
    if plot.relation:
        related = RELATED[plot.relation]
        record = related[0 if first else int(rng.random() * len(related))]
        if plot.relation == plot.person:
            draft["relation_type"], draft["relation_id"] = "contact", draft["contact_id"]
        else:
            draft["relation_type"], draft["relation_id"] = record.type, record.id
        words["what"] = record.title
    if first:
        words["money"] = "$150.00"
    draft["title"] = plot.title.format_map(words)
    draft["description"] = plot.text.format_map(words)
    if plot.html:
        draft["formatted_description"] = plot.html.format_map({name: html.escape(word) for name, word in words.items()})
    return draft


def _reading(rng: random.Random, created_us: int, now_us: int) -> int | None:
    """When it was read. What is older than two days mostly was, what is newer mostly was not."""
    age = now_us - created_us
    if rng.random() > (0.95 if age > 2 * DAY else 0.25 if age > 2 * 3_600 * SECOND else 0.0):
        return None
    return created_us + int(age * 0.8 * rng.random())
