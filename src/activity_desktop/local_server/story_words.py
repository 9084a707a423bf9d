"""Which words is the sample data made of? People, records and sentences of an invented trading company."""

from __future__ import annotations

from typing import NamedTuple

from .people import Person, Related

SITE = "https://northwind.example"

# --- people -------------------------------------------------------------------------------------------------------

_FIRST = (
    "Jane", "Amara", "Lukas", "Sofia", "Kenji", "Priya", "Mateo", "Ingrid", "Tomasz", "Zainab", "Oliver", "Mei", "Chidi",
    "Élodie", "Søren", "Nadia", "Diego", "Hannah", "Yusuf", "Freya",
)  # fmt: skip
_LAST = (
    "Smith", "Okafor", "Brandt", "Rossi", "Tanaka", "Raman", "Alvarez", "Lindqvist", "Nowak", "Haddad", "O’Brien", "Chen",
    "Eze", "Fournier", "Kjær", "Petrova",
)  # fmt: skip
_WRITTEN_OTHERWISE = (
    ("ليلى حداد", "layla.haddad"),
    ("نور الدين", "nour.eldin"),
    ("דנה לוי", "dana.levi"),
    ("山田 花子", "hanako.yamada"),
)


def _people(kind: str, first_id: int, count: int, shift: int) -> list[Person]:
    people = []
    for place in range(count):
        first, last = _FIRST[place % len(_FIRST)], _LAST[(place * 7 + shift) % len(_LAST)]
        address = f"{first}.{last}".lower().replace("’", "")
        people.append(Person(kind, first_id + place, f"{first} {last}", f"{address}@example.com"))
    return people


CONTACTS = _people("contact", 22222, 60, 0) + [
    Person("contact", 22300 + place, name, f"{address}@example.com") for place, (name, address) in enumerate(_WRITTEN_OTHERWISE)
]
VISITORS = _people("visitor", 44400, 30, 5)
CUSTOMERS = _people("customer", 55500, 30, 11)
PEOPLE = {"contact": CONTACTS, "visitor": VISITORS, "customer": CUSTOMERS}

# --- records ------------------------------------------------------------------------------------------------------

_TITLES: dict[str, tuple[int, tuple[tuple[str, str], ...]]] = {
    "product": (33333, (
        ("Starter Kit, Cedar", "24 in stock"), ("Starter Kit, Walnut", "9 in stock"), ("Travel Mug 350 ml", "212 in stock"),
        ("Linen Apron", "Sold out"), ("Pour-over Set", "41 in stock"), ("Field Notebook, dotted", "1,204 in stock"),
        ("Wool Throw, Fjord", "17 in stock"), ("Desk Lamp No. 4", "Back on 3 March"), ("Cast Iron Pan 26 cm", "63 in stock"),
    )),
    "media": (34100, (
        ("Spring catalogue (video)", "3:42"), ("How cedar is dried", "1:15"), ("Warehouse tour", "8:05"),
        ("Interview with the potter", "12:30"), ("Packing a Starter Kit", "0:58"),
    )),
    "library": (35200, (
        ("Onboarding for partners", "14 items"), ("Price lists", "6 items"), ("Care instructions", "22 items"),
        ("Brand assets", "48 items"),
    )),
    "event": (36300, (
        ("Partner day in Lyon", "120 seats"), ("Spring fair, hall 7", "Booth B12"), ("Webinar: gifting season", "Online"),
        ("Open workshop", "16 seats"),
    )),
    "task": (37400, (
        ("Call back about the delivery", "Due today"), ("Send the revised quote", "Due tomorrow"),
        ("Check the address", "Open"), ("Renew the contract", "Due in 9 days"), ("Collect feedback", "Open"),
    )),
    "note": (38500, (
        ("Prefers e-mail over calls", "Shared"), ("Gate code changed", "Private"), ("Asked for oak instead", "Shared"),
        ("Invoice goes to head office", "Shared"),
    )),
    "page": (39600, (
        ("Gifts under 50", "1,930 visits"), ("About our wood", "412 visits"), ("Shipping and returns", "5,011 visits"),
        ("Wholesale", "88 visits"),
    )),
}  # fmt: skip

RELATED: dict[str, list[Related]] = {
    type_: [
        Related(type_, first_id + place, title, detail, f"{SITE}/{type_}s/{first_id + place}")
        for place, (title, detail) in enumerate(titles)
    ]
    for type_, (first_id, titles) in _TITLES.items()
}
RELATED["contact"] = [Related("contact", one.id, one.name, one.email, f"{SITE}/contacts/{one.id}") for one in CONTACTS]

# --- sentences ----------------------------------------------------------------------------------------------------


class Plot(NamedTuple):
    """One sort of thing that happens. `{who}` is the person, `{what}` the record, `{n}` a number, `{money}` an amount.

    `html` empty: there is no formatted description.
    """

    slug: str
    relation: str
    person: str
    """`contact`, `visitor`, `customer`, or empty for nobody."""
    title: str
    text: str
    html: str


_LONG = (
    "{who} wrote at length about the last delivery. The pallets came on time, two boxes were wet, and the driver could not "
    "find the ramp because the new gate is not on the map yet. The contents of both boxes are fine after drying. For the next "
    "delivery they ask for three things: a call half an hour before arrival, the smaller lorry because of the trees, and the "
    "papers by e-mail the day before, since the office is empty on Fridays. They are otherwise very happy with “{what}”, have "
    "sold {n} of them since the fair, and would like to talk about a standing order for the autumn. "
)

PLOTS = (
    Plot(
        "order_placed",
        "product",
        "contact",
        "New order placed",
        "{who} placed an order for {money}",
        "<strong>{who}</strong> placed an order for {money}",
    ),
    Plot(
        "order_placed",
        "product",
        "customer",
        "New order placed",
        "{who} ordered {n} × {what} for {money}",
        "<p><strong>{who}</strong> ordered:</p><ul><li>{n} × {what}</li><li>Gift wrapping</li></ul>"
        "<p>Total: <em>{money}</em></p>",
    ),
    Plot(
        "order_refunded",
        "product",
        "customer",
        "Refund of {money} requested",
        "{who} sends back {what}: “The colour is not mine.”",
        "<strong>{who}</strong> sends back <em>{what}</em>: “The colour is not mine.”",
    ),
    Plot(
        "stock_low",
        "product",
        "",
        "{what} is running low",
        "Only {n} left. Reorder before Thursday to keep the delivery date.",
        'Only <strong>{n}</strong> left. <a href="' + SITE + '/reorder">Reorder</a> before Thursday to keep the delivery date.',
    ),
    Plot(
        "media_viewed",
        "media",
        "contact",
        "{who} watched a video",
        "“{what}” was watched to the end.",
        "“{what}” was watched <strong>to the end</strong>.",
    ),
    Plot("media_shared", "media", "visitor", "Your video was shared", "{who} shared “{what}” with {n} people.", ""),
    Plot(
        "library_updated",
        "library",
        "",
        "{what} has {n} new items",
        "New in the library since your last visit.",
        "<p>New in the library:</p><ol><li>Price list, spring</li><li>Logo, dark</li><li>Care card, wool</li></ol>",
    ),
    Plot(
        "library_opened",
        "library",
        "contact",
        "{who} opened {what}",
        "First visit since the training.",
        'First visit since the <a href="' + SITE + '/training">training</a>.',
    ),
    Plot(
        "event_registered",
        "event",
        "contact",
        "New registration for {what}",
        "{who} is coming and brings {n} colleagues.",
        "<strong>{who}</strong> is coming and brings {n} colleagues.",
    ),
    Plot("event_reminder", "event", "", "{what} starts soon", "Doors open at 9:00. Bring the printed list.", ""),
    Plot(
        "task_assigned",
        "task",
        "contact",
        "Task for you: {what}",
        "{who} is waiting for an answer.",
        "<strong>{who}</strong> is waiting for an answer.",
    ),
    Plot("task_overdue", "task", "", "Overdue: {what}", "", ""),
    Plot(
        "contact_created",
        "contact",
        "contact",
        "New contact: {who}",
        "Came in through the wholesale form.",
        'Came in through the <a href="' + SITE + '/wholesale">wholesale form</a>.',
    ),
    Plot(
        "contact_birthday",
        "contact",
        "contact",
        "{who} has a birthday 🎂",
        "A short greeting goes a long way. 🎉🕯️👩‍🍳",
        "<p>A short greeting goes a long way. 🎉🕯️👩‍🍳</p>",
    ),
    Plot(
        "note_added",
        "note",
        "contact",
        "Note about {who}",
        _LONG * 3,
        "<p>" + "</p><p>".join([_LONG] * 3) + "</p><p>Best regards from the <b>Lyon</b> office</p>",
    ),
    Plot(
        "note_mentioned",
        "note",
        "customer",
        "You were mentioned",
        "“Can you check this with {who}?” in “{what}”",
        "<blockquote>Can you check this with <strong>{who}</strong>?</blockquote><p>in “{what}”</p>",
    ),
    Plot(
        "page_visited",
        "page",
        "visitor",
        "{who} is looking at {what}",
        "{n} pages in the last ten minutes.",
        "<strong>{n}</strong> pages in the last ten minutes.",
    ),
    Plot(
        "page_form_submitted",
        "page",
        "visitor",
        "A question from {what}",
        "{who}: “Do you also deliver to the islands?”",
        "<p><strong>{who}</strong>:</p><blockquote>Do you also deliver to the islands?<br>Before the holidays?</blockquote>",
    ),
    Plot(
        "order_placed",
        "product",
        "contact",
        "طلب جديد من {who}",
        "تم تقديم طلب جديد بقيمة {money}. يرجى التأكيد قبل يوم الخميس.",
        '<p dir="rtl">تم تقديم <strong>طلب جديد</strong> بقيمة {money}. يرجى التأكيد قبل يوم الخميس.</p>',
    ),
    Plot(
        "note_added",
        "note",
        "customer",
        "הערה חדשה מאת {who}",
        "הלקוח ביקש לשנות את מועד המשלוח ל־{n} בחודש.",
        '<p dir="rtl">הלקוח ביקש <strong>לשנות את מועד המשלוח</strong> ל־{n} בחודש.</p>',
    ),
    Plot(
        "announcement",
        "",
        "",
        "Warehouse closed on Monday",
        "Orders from Friday noon leave on Tuesday.",
        "Orders from <strong>Friday noon</strong> leave on Tuesday.",
    ),
    Plot("payment_received", "", "customer", "{money} received", "From {who}, thank you note attached.", ""),
)

DOCUMENT_PLOT = PLOTS[0]
"""The document's own example; the newest sample activity is this one."""
