"""Which faults does the program survive? Each is a story of a day; `test_proxy_faults` runs them, `make faults` prints them."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import Callable
from dataclasses import dataclass

from activity_desktop.model.activity import Key
from faults import kinds
from faults.bench import Day, Story
from faults.power import Disk, check
from faults.proxy import ALWAYS, Fault

LIST = "/activities"
STREAM = "/stream"
PATCH = "PATCH"


@dataclass(frozen=True)
class Case:
    """`sees`: problems of which one must be told to the person while the fault lasts; empty: none needs to be."""

    number: str
    name: str
    story: Story
    sees: frozenset[str] = frozenset()


CASES: list[Case] = []


def case(number: str, name: str, *sees: str) -> Callable[[Story], Story]:
    def add(story: Story) -> Story:
        CASES.append(Case(number, name, story, frozenset(sees)))
        return story

    return add


async def spoil(day: Day, fault: Fault, *, times: int = 3, match: str = "", method: str = "") -> None:
    """The stream ends, and so many of the following requests meet the fault, while things happen on both sides."""
    day.proxy.plan(fault, ALWAYS, match, method)
    target = day.proxy.spoiled + times
    await day.proxy.cut()
    day.happen(2)
    day.mark_first_read()
    await day.nudge_until(lambda: day.proxy.spoiled >= target, f"{times} spoiled requests")
    day.happen(1)


def every_request(number: str, name: str, fault: Fault, *sees: str, times: int = 3) -> None:
    async def story(day: Day) -> None:
        await spoil(day, fault, times=times)

    case(number, name, *sees)(story)


NOT_THERE = ("NotAnswering", "Offline")
WRONG = ("WrongServer", "NotAnswering", "Unreadable")

for part in (0.0, 0.05, 0.3, 0.7, 0.99):
    every_request("F4", f"answers torn after {part:.0%}", kinds.torn(part), *NOT_THERE)
every_request("F4", "answers that are half a document", kinds.cut_json, *WRONG)
every_request("F5", "length too great", kinds.wrong_length(10), *NOT_THERE)
every_request("F5", "length too small", kinds.wrong_length(-10), *WRONG)
every_request("F6", "one byte at a time", kinds.drips, "NotAnswering", times=2)
every_request("F12", "requests lost", kinds.refused, *NOT_THERE)
every_request("F13", "answers lost", kinds.answer_lost, *NOT_THERE)
every_request("F8", "half-open connections", kinds.silent, "NotAnswering", times=2)
every_request("F19", "429 with seconds", kinds.says(429, retry_after="0"), times=9)
every_request("F19", "429 with a past date", kinds.says(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), times=9)
every_request("F19", "429 with a negative number", kinds.says(429, retry_after="-5"), times=9)
every_request("F19", "429 with an absurd number", kinds.says(429, retry_after="9" * 400), "SlowDown")
every_request("F19", "429 with nonsense", kinds.says(429, retry_after="soon"), "SlowDown")
every_request("F20", "403", kinds.says(403), "NotAllowed", times=1)
every_request("F22", "500", kinds.says(500), *NOT_THERE)
every_request("F22", "502 with a web page", kinds.BAD_GATEWAY, *NOT_THERE)
every_request("F25", "a hotel's page", kinds.HOTEL, *WRONG)
every_request("F25", "a redirect to a foreign login", kinds.TO_LOGIN, "WrongServer", "NotSecure", "SignedOut")
every_request("F26", "a redirect to itself", kinds.TO_ITSELF, *WRONG)
every_request("F27", "a gzip bomb", kinds.gzip_bomb, *WRONG, times=2)
every_request("F27", "an unknown encoding", kinds.UNKNOWN_ENCODING, *WRONG)
every_request("F27", "called gzip, and is not", kinds.NOT_GZIP, *WRONG)
every_request("F28", "a hundred megabytes", kinds.huge_json, *WRONG, times=2)
every_request("F29", "a hundred thousand levels", kinds.deep_json, *WRONG)
every_request("F30", "no UTF-8, and a NUL", kinds.not_utf8, *WRONG)
every_request("F33", "an empty document", kinds.EMPTY_DOCUMENT)


@case("F33", "a list that is suddenly empty")
async def empty_list(day: Day) -> None:
    await spoil(day, kinds.EMPTY_PAGE, match=LIST, method="GET", times=2)


@case("F7", "streams reset in the middle of a character")
async def reset_streams(day: Day) -> None:
    day.proxy.plan(kinds.resets_after(3), 4, STREAM)
    await day.proxy.cut()
    for _ in range(4):
        day.happen(1)
        await day.nudge_until(lambda: len(day.announced()) >= len(day.made), "the next one")


@case("F8", "a stream of which nothing more is heard", "NotAnswering")
async def silent_stream(day: Day) -> None:
    day.proxy.plan(kinds.falls_silent, 1, STREAM)
    await day.proxy.cut()
    await day.until(lambda: day.proxy.spoiled == 1, "the stream")
    day.happen(3)
    await day.until(lambda: len(day.announced()) >= 3, "what happened meanwhile")  # without being asked to look


@case("F9", "every event twice")
async def twice(day: Day) -> None:
    day.proxy.plan(kinds.events_twice, ALWAYS, STREAM)
    await day.proxy.cut()
    for _ in range(3):
        day.happen(2)
        await day.until(lambda: len(day.announced()) >= len(day.made), "the next two")


@case("F10", "events of a burst in another order")
async def reordered(day: Day) -> None:
    day.proxy.plan(kinds.events_reordered, ALWAYS, STREAM)
    await day.proxy.cut()
    day.happen(12)
    await day.until(lambda: len(day.announced()) >= len(day.made), "all of them")
    day.mark_first_read()


@case("F11", "late answers")
async def late(day: Day) -> None:
    day.proxy.plan(kinds.late, 4, LIST)
    await day.proxy.cut()
    day.happen(2)
    await day.until(lambda: len(day.announced()) >= len(day.made), "both")
    key = day.mark_first_read()
    await day.nudge_until(lambda: day.there()[key.rid], "the mark on the server")


@case("F20", "401 in the midst of a session", "SignedOut")
async def signed_out(day: Day) -> None:
    day.proxy.plan(kinds.says(401), ALWAYS)
    await day.proxy.cut()
    day.happen(2)
    day.mark_first_read()
    await day.until(lambda: day.states()[-1].phase.value == "signed out", "being signed out")
    assert day.states()[-1].waiting_to_send == 1
    day.proxy.clear()
    await day.engine.linking.new_secrets(day.account, {"user_token": day.ready.user_token})


for status in (404, 409, 412, 422):

    async def refused_mark(day: Day, status: int = status) -> None:
        day.proxy.plan(kinds.says(status, b'{"title": "no", "status": %d}' % status), 1, "", PATCH)
        day.happen(1)
        await day.until(lambda: len(day.announced()) >= 1, "the first")
        key = day.mark_first_read()
        await day.until(lambda: day.proxy.spoiled == 1, "the refusal")
        day.proxy.clear()
        await day.until(lambda: not any(w.state == "sending" for w in day.sending()), "the end of the try")
        day.engine.desk.unsent.retry([key])

    case("F21", f"{status} to a mark")(refused_mark)


@case("F24", "nobody listens", *NOT_THERE)
async def nobody(day: Day) -> None:
    await day.proxy.deaf()
    day.happen(2)
    day.mark_first_read()
    await day.nudge_until(lambda: bool(day.problems()), "the state line to say so")
    await day.proxy.listen()


async def name_is_gone(day: Day, spoiled: Callable[[], None], what: str) -> None:
    """The connections end, and the name of the server is not what it was."""
    spoiled()
    before = day.names.asked
    await day.proxy.cut()
    day.happen(2)
    day.mark_first_read()
    await day.nudge_until(lambda: day.names.asked > before and (not what or what in day.problems()), f"{what or 'a look-up'}")


@case("F24", "a name that nobody knows", "HostNotFound")
async def unknown_name(day: Day) -> None:
    await name_is_gone(day, lambda: setattr(day.names, "error", socket.EAI_NONAME), "HostNotFound")


@case("F24", "no resolver can be asked", "Offline")
async def no_resolver(day: Day) -> None:
    await name_is_gone(day, lambda: setattr(day.names, "error", socket.EAI_AGAIN), "Offline")


@case("F24", "a resolver that does not answer", "NotAnswering")
async def silent_resolver(day: Day) -> None:
    await name_is_gone(day, day.names.answers.clear, "NotAnswering")


@case("F24", "a resolver that answers late")
async def late_resolver(day: Day) -> None:
    await name_is_gone(day, day.names.answers.clear, "")
    day.names.answers.set()
    await day.nudge_until(lambda: len(day.announced()) >= len(day.made), "both")


@case("F24", "a name that moves to another address, and back", *NOT_THERE)
async def moved_name(day: Day) -> None:
    await name_is_gone(day, lambda: setattr(day.names, "addresses", ["127.0.0.2"]), "NotAnswering")
    day.names.addresses = ["127.0.0.2", "127.0.0.1"]


def wrong_clock(name: str, date: str | None) -> None:
    """Everything goes on while the server tells this time: news, marks, a refusal that says until when to wait."""

    async def story(day: Day) -> None:
        day.proxy.plan(kinds.clock_says(date), ALWAYS)
        await day.proxy.cut()
        day.happen(2)
        key = day.mark_first_read()
        await day.nudge_until(lambda: len(day.announced()) >= len(day.made) and day.there()[key.rid], "news and the mark")
        day.proxy.clear()
        until = "Wed, 21 Oct 2099 07:28:00 GMT"
        day.proxy.plan(kinds.says(429, retry_after=until, date=date or ""), 3, LIST, "GET")
        await day.proxy.cut()
        day.happen(1)
        await day.until(lambda: len(day.announced()) >= len(day.made), "the next one, without being asked to look")

    case("F17", name)(story)


wrong_clock("the server's clock a year ahead", "Wed, 21 Oct 2099 07:28:00 GMT")
wrong_clock("the server's clock decades behind", "Thu, 01 Jan 1970 00:00:00 GMT")
wrong_clock("a garbled time", "yesterday, about noon")
wrong_clock("no time at all", None)


@case("F18", "waking up on another network, all connections dead")
async def woken(day: Day) -> None:
    day.proxy.plan(kinds.silent, ALWAYS)
    day.happen(2)
    await day.proxy.cut()
    await day.until(lambda: day.proxy.spoiled > 0, "a request on a connection of which nothing will ever come")
    day.proxy.clear()
    day.engine.woke_up()  # as the heartbeat or the system tells it
    await day.until(lambda: len(day.announced()) >= 2, "both, without being asked to look")


@case("F3", "power cuts, with the database's log torn")
async def power_cuts(day: Day) -> None:
    dice, marked = random.Random(3), list[Key]()  # noqa: S311 - a story, not a secret
    for cut in range(5):
        disk = Disk(day.engine.database)
        for _ in range(4):
            day.happen(dice.randint(1, 3))
            await asyncio.sleep(dice.uniform(0, 0.1))  # the story goes on
            marked += day.mark_announced_read()
            check(disk.leftover(day.folder / f"look-{len(day.made)}", dice), day, marked)
        await day.power_returns(disk.leftover(day.folder / f"cut-{cut}", dice))


@case("F46", "an activity of another user among ours")
async def not_ours(day: Day) -> None:
    day.proxy.plan(kinds.of_somebody_else, ALWAYS, LIST, "GET")
    await day.proxy.cut()
    day.happen(2)
    target = day.proxy.spoiled + 3
    await day.nudge_until(lambda: day.proxy.spoiled >= target and len(day.announced()) >= 2, "news among it")
    assert "999999" not in day.here(), "somebody else's activity was shown"


@case("F12", "a failing half of all requests")
async def half(day: Day) -> None:
    for _ in range(6):
        day.proxy.plan(kinds.refused, 1)
        await day.proxy.cut()
        day.happen(1)
        day.mark_first_read()
        await day.nudge_until(lambda: len(day.announced()) >= len(day.made), "the next one")
