"""How does a person begin? Three steps: where the work lives, how to get in, and whether the notification was seen."""

from .attempt import Attempt, Outcome, Services, Step
from .token import TokenDialog
from .wizard import Onboarding

__all__ = ["Attempt", "Onboarding", "Outcome", "Services", "Step", "TokenDialog"]
