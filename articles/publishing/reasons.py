"""Why a verb did not act, in sentences for the editor."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Revision


def in_words(moment: datetime.datetime) -> str:
    """Return a moment as editors read it, in the zone of the site."""
    local = timezone.localtime(moment)
    # Django's own "T" leaves the zone out in the very hour that clocks show twice.
    return f"{date_format(local, 'F j, Y, H:i')} {local.tzname()}"


class Reason(str):
    """A sentence that says what is wrong and what to do, and knows which form field it is about.

    `check` is the name of the check that found it, or empty where no check did.
    """

    field: str
    check: str

    def __new__(cls, sentence: str, *, field: str = "", check: str = "") -> "Reason":
        reason = super().__new__(cls, sentence)
        reason.field = field
        reason.check = check
        return reason


class Refused(Exception):
    """A verb did not act. `reasons` holds every reason at once, each a `Reason`."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = [r if isinstance(r, Reason) else Reason(r) for r in reasons]
        super().__init__(" ".join(self.reasons))


class Conflict(Exception):
    """Somebody else has saved since the text was opened. Nothing was overwritten.

    `theirs` is the revision that stands now; `kept` is the text that lost, stored as a revision
    of its own (None where the verb carried no text). The message says who saved and when, or
    `sentence`, where something else than a save has come between.
    """

    def __init__(
        self, *, theirs: Revision, kept: Revision | None = None, sentence: str = ""
    ) -> None:
        self.theirs = theirs
        self.kept = kept
        self.who = theirs.created_by_name
        self.when = theirs.created_at
        self.sentence = sentence
        said = _("%(who)s saved this article on %(when)s, after you had opened it.")
        super().__init__(self._told(said))

    def said_to(self, user: AbstractBaseUser) -> str:
        """Return the message for `user`: whoever saved the other text themselves is told so."""
        if self.theirs.created_by_id != user.pk:
            return str(self)
        return self._told(
            _(
                "You saved another text of this article on %(when)s, in another tab or window, "
                "after you had opened this one."
            )
        )

    def _told(self, said: str) -> str:
        told = self.sentence or said % {"who": self.who, "when": in_words(self.when)}
        if self.kept:
            told += " " + _("Your text is kept as revision %(number)s.") % {
                "number": self.kept.number
            }
        return told
