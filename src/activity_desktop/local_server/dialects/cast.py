"""Who plays in the seeded activities, and what do they talk about? The same people in every dialect, the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..demo import USER_EMAIL, USER_NAME
from ..story_words import CONTACTS


@dataclass(frozen=True, slots=True)
class Someone:
    name: str
    email: str
    company: int
    """Index into `COMPANIES`."""


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    street: str
    number: str
    city: str
    postal_code: str
    country: str

    @property
    def address(self) -> str:
        return f"{self.street} {self.number}, {self.postal_code} {self.city}, {self.country}"


ME = Someone(USER_NAME, USER_EMAIL, 0)
COLLEAGUES = (
    Someone("Robin Vega", "robin.vega@northwind.example", 0),
    Someone("Marcus Achebe", "marcus.achebe@northwind.example", 0),
)
COMPANIES = (
    Company("Northwind", "Harbour Street", "12", "Bristol", "BS1 4RN", "United Kingdom"),
    Company("Blue Heron Studio", "Rue des Carmes", "8", "Lyon", "69001", "France"),
    Company("Contoso Live Events", "Mühlenweg", "31a", "Hamburg", "20095", "Germany"),
    Company("مجموعة حداد التجارية", "شارع الحمرا", "45", "بيروت", "1103", "لبنان"),
    Company("Fabrikam Stages & Rigging", "Industrivägen", "7", "Malmö", "211 20", "Sweden"),
    Company("לוי ובניו", "שדרות רוטשילד", "22", "תל אביב", "6688218", "ישראל"),
    Company("青空フーズ株式会社", "神南", "1-19-11", "東京", "150-0041", "日本"),
    Company("Tailspin Toys", "Calle Mayor", "3", "Valencia", "46002", "Spain"),
)
_WORKS_AT = (1, 1, 2, 7, 6, 4, 3, 3, 5, 6)
PEOPLE = tuple(
    Someone(contact.name, contact.email, company)
    for contact, company in zip((*CONTACTS[:6], *CONTACTS[-4:]), _WORKS_AT, strict=True)
)
"""Ten of the contacts of the server's story, so that the same people turn up in all five systems."""
DEALS = (
    "Autumn catalogue, second run",
    "Summer Festival 2026 main stage",
    "Renewal of the service contract",
    "تجديد عقد التوريد",
    "Lighting for the Malmö arena",
    "חידוש הסכם השירות",
    "Vending pilot, twelve machines",
    "Trade fair stand, hall 4",
)
PRODUCTS = ("LED wall P2.9, 24 m²", "Line array set “Kestrel”", "Truss 290 black, 3 m", "Follow spot 1200 W", "Hazer Mk II")
DONE_WITH = ("Left a message", "Agreed", "No answer", "Will call back", "Sent the offer")

SUBJECTS: dict[str, tuple[str, ...]] = {
    "call": ("Call {person} about {deal}", "Return the call of {person}", "{company}: check the delivery date"),
    "meeting": ("Meeting with {person} at {company}", "Walk through the offer for {deal}", "Quarterly review: {company}"),
    "email": ("Send {person} the revised offer", "Re: {deal}", "Follow up by e-mail with {person}"),
    "task": ("Prepare the contract for {company}", "Update the numbers for {deal}", "Collect references for {person}"),
    "note": ("Note on {company}", "What {person} said about {deal}"),
    "lunch": ("Lunch with {person}", "Coffee with {person} from {company}"),
    "deadline": ("Offer for {deal} is due", "Last day to reserve for {company}"),
    "site_visit": ("Site visit at {company}", "Measure the hall for {deal}"),
}
RIGHT_TO_LEFT = (
    (
        "مكالمة مع ليلى حداد بخصوص تجديد العقد",
        "طلبت ليلى عرض سعر جديد (رقم ‎#4711) قبل يوم الخميس، مع خصم ١٠٪ على الكمية الكاملة.",
    ),
    ("פגישה עם דנה לוי: סיכום ההצעה", "דנה ביקשה לקבל את ההצעה המעודכנת עד יום ראשון, כולל מחיר ב-EUR ותנאי Net 30."),
)
SENTENCES = (
    "They like the offer, but the delivery date has to move forward by a week.",
    "Budget is approved up to 18.500 EUR; anything above needs the board.",
    "Ask for the purchase order number before sending the invoice.",
    "The new contact for technical questions is in copy.",
    "Competitor quoted 12 % less & promised “same day” service.",
    "Wants to see it running first: a demo at their place would do.",
)
LONG = " ".join(SENTENCES * 6)


def dice(dialect: str, number: int) -> random.Random:
    """Dice that always fall the same way for the same activity of the same dialect, however many there are."""
    return random.Random(f"{dialect}/{number}")  # noqa: S311 - for variety, not for secrets


def person_for(number: int) -> Someone:
    return PEOPLE[(number * 7) % len(PEOPLE)]


def company_of(someone: Someone) -> Company:
    return COMPANIES[someone.company]


def deal_for(number: int) -> str:
    return DEALS[deal_number(number)]


def deal_number(number: int) -> int:
    return (number * 3) % len(DEALS)


def subject(kind: str, number: int, dice: random.Random) -> str:
    """A subject line for this kind of activity; each ninth is written from right to left."""
    if number % 9 == 4:
        return right_to_left(number)[0]
    person = person_for(number)
    template = dice.choice(SUBJECTS[kind])
    return template.format(person=person.name, company=company_of(person).name, deal=deal_for(number))


def paragraphs(number: int, dice: random.Random) -> list[str]:
    """One to three paragraphs in plain words; each eleventh is long, each ninth from right to left."""
    if number % 9 == 4:
        return [right_to_left(number)[1]]
    if number % 11 == 5:
        return [LONG, dice.choice(SENTENCES)]
    return dice.sample(SENTENCES, dice.randint(1, 3))


def right_to_left(number: int) -> tuple[str, str]:
    return RIGHT_TO_LEFT[number // 9 % len(RIGHT_TO_LEFT)]


def created_at(now: datetime, number: int, count: int, dice: random.Random) -> datetime:
    """When the activity came to pass: number 1 first, number `count` some minutes ago, about forty minutes apart."""
    age = timedelta(minutes=(count - number) * 43 + 7, seconds=dice.randint(0, 59))
    return (now - age).replace(microsecond=0)
