"""What do the identifiers of the systems look like that do not count 1, 2, 3? ULIDs: a time, then chance, in 26 letters."""

from __future__ import annotations

import random
from datetime import datetime

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(moment: datetime, dice: random.Random) -> str:
    """The ULID of a moment (to the millisecond): ten letters of time, sixteen of chance. Later ones sort later."""
    number = int(moment.timestamp() * 1000) << 80 | dice.getrandbits(80)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))
