"""Text size and colours: the form in which readers choose them."""

from typing import Self
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.public.comfort import Comfort, Contrast, Scheme, TextSize, comfort_in

LONGEST_WAY_BACK = 2000
IDS = "frame-comfort-%s"
UNKNOWN = {
    "required": _("Please choose one of these."),
    "invalid_choice": _("This is none of the choices. Please choose one of these."),
}


def _radios(label: str, choices: type) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices.choices, widget=forms.RadioSelect, error_messages=UNKNOWN
    )


class ComfortForm(forms.Form):
    """One choice of each, and the address of the page that the reader came from."""

    text = _radios(_("Text size"), TextSize)
    contrast = _radios(_("Contrast"), Contrast)
    scheme = _radios(_("Colours"), Scheme)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, chosen: Comfort, back: str = "") -> Self:
        """Return the form as a reader with this choice finds it."""
        choices = {"text": chosen.text, "contrast": chosen.contrast, "scheme": chosen.scheme}
        return cls(initial={**choices, "back": back}, auto_id=IDS)

    @property
    def groups(self) -> list[forms.BoundField]:
        """The fields that a reader sees."""
        return self.visible_fields()

    def chosen(self) -> Comfort:
        """Return the choice of a form that is valid."""
        choices = self.cleaned_data
        return Comfort(
            TextSize(choices["text"]), Contrast(choices["contrast"]), Scheme(choices["scheme"])
        )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def comfort(request: HttpRequest) -> HttpResponse:
    """The form; a POST keeps the choice and leads back to the page that the reader came from.

    There is no CSRF token: it would need a cookie before anybody chose one, and nothing is at
    stake but the size of letters, which the next press undoes. Browsers say where a form came
    from, and one on another site changes nothing.
    """
    if request.method != "POST":
        back = way_back(request.headers.get("Referer", ""), request.get_host())
        return _page(request, ComfortForm.showing(comfort_in(request.COOKIES), back))
    back = way_back(request.POST.get("back", ""), request.get_host())
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        form = ComfortForm.showing(comfort_in(request.COOKIES), back)
        return _page(request, form, status=403, is_foreign=True)
    form = ComfortForm(request.POST, auto_id=IDS)
    if "usual" in request.POST:
        chosen = Comfort()
    elif form.is_valid():
        chosen = form.chosen()
    else:
        return _page(request, form, status=400)
    if back and "stay" not in request.POST:
        response = HttpResponseRedirect(back)
    else:
        response = _page(request, ComfortForm.showing(chosen, back), comfort=chosen, is_kept=True)
    chosen.keep(request, response)
    return response


def way_back(address: str, host: str) -> str:
    """Return the path, with its query, of a page of ours at `address`; nothing for any other.

    `address` is whatever a browser sent. The form itself is no page to come back to.
    """
    if len(address) > LONGEST_WAY_BACK or not url_has_allowed_host_and_scheme(address, {host}):
        return ""
    parts = urlsplit(address)
    path = parts._replace(scheme="", netloc="", fragment="").geturl()
    # What is left may lead elsewhere on its own: “https://ours.example//theirs.example” does.
    is_path = path.startswith("/") and url_has_allowed_host_and_scheme(path, None)
    return path if is_path and parts.path != reverse("comfort") else ""


def _page(
    request: HttpRequest, form: ComfortForm, status: int = 200, **facts: object
) -> HttpResponse:
    context = {"form": form, "noindex": True, **facts}
    return render(request, "pages/comfort.html", context, status=status)
