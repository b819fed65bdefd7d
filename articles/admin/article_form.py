"""The article form: what the editor typed, and the revision it was based on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
)
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_body import BodyWidget, script
from articles.admin.article_text import content_from
from articles.admin.article_unsaved import kept_form
from articles.admin.owner_field import OwnerField
from articles.admin.seen_rows import SeenRowForm
from articles.models import Article, Image, Revision, SiteSettings
from articles.publishing import (
    Action,
    Content,
    content_of,
    in_site_time,
    pages_leading_to,
    possible_owners,
    propose_slug,
    reasons_against,
    reasons_not_to_be_policy,
    reasons_not_to_store,
    reasons_not_to_use,
)


class ArticleForm(SeenRowForm):
    """Title to lead picture become a revision; the rest files the article and acts at once.

    The text fields have no maxlength: a browser would cut what is pasted without a word. Their
    limits are checked by the same function that guards every other way in.
    """

    TEXT = (
        "title",
        "summary",
        "body",
        "key_points",
        "lead_image",
        "lead_alt",
        "lead_is_decorative",
    )
    FILING = ("owner", "position", "start_here", "review_interval", "policy", "is_sample")

    KEEP, DROP = "keep", "drop"

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The new address of which the editor has been told who links to the old one.
    moves_to = forms.CharField(widget=forms.HiddenInput, required=False)
    # Asked only of a text that is scheduled.
    keep_schedule = forms.ChoiceField(
        label=_("Keep the schedule?"),
        choices=[
            (KEEP, _("Keep it: the new text goes out then, if it is approved before.")),
            (DROP, _("Drop it: the new text goes out when somebody publishes it.")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Needed when you change the text: an approval covers one exact text."),
    )
    title = forms.CharField(
        label=_("Title"),
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField", "data-counter": 200}),
        help_text=_("The headline of the page, e.g. “Causes of myasthenia gravis”."),
    )
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3, "data-counter": 300}),
        help_text=_(
            "The main message in one or two sentences. Stands below the title, in lists and where "
            "the page is shared."
        ),
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=BodyWidget(attrs={"rows": 24}),
        help_text=_(
            "Markdown: ## Heading, **bold**, [words of a link](/about-mg/causes/), - list. "
            "The cheat sheet below the text shows everything, with what comes out."
        ),
    )
    key_points = forms.CharField(
        label=_("Key points"),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 5}),
        help_text=_("One a line, three to six short sentences. Shown in a box above the text."),
    )
    lead_image = forms.ModelChoiceField(
        label=_("Lead picture"),
        queryset=Image.objects.all(),
        required=False,
        widget=AutocompleteSelect(Revision._meta.get_field("lead_image"), admin.site),
        help_text=_("Stands above the text, and beside the page where it is shared."),
    )
    lead_alt = forms.CharField(
        label=_("What the lead picture shows"),
        required=False,
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        help_text=_("For people who cannot see it."),
    )
    lead_is_decorative = forms.BooleanField(
        label=_("The lead picture is decorative"),
        required=False,
        help_text=_("It says nothing that the text does not say; screen readers pass it over."),
    )

    class Meta:
        model = Article
        fields = (
            "slug",
            "section",
            "owner",
            "position",
            "start_here",
            "review_interval",
            "policy",
            "is_sample",
        )
        field_classes = {"owner": OwnerField}
        help_texts = {
            "review_interval": _(
                "For how long a review of this page holds, counted from the next review on. Leave "
                "empty for the usual time: a year for information, two years for the pages about "
                "this site, none for the rest."
            ),
        }

    class Media:
        js = ("admin/js/urlify.js", script("counter"), script("slug"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self._offer_owners(self.fields["owner"])
        if not self.instance.schedule_id:
            self.fields.pop("keep_schedule", None)
        self.restored = None if self.is_bound else kept_form(self.request, self.saved_article)
        if self.instance.pk:
            self._show_text_of_article()
        else:
            self.fields["slug"].required = False
            self.fields["slug"].widget.attrs["data-propose-from"] = "id_title"
        if self.restored:
            self._show_unsaved_text()

    def seen_fields(self) -> list[str]:
        """How the page is filed; its text is compared as a whole, by its revision."""
        return [name for name in ArticleForm.Meta.fields if name in self.fields]

    def _offer_owners(self, field: forms.ModelChoiceField) -> None:
        """Those who can sign in, and whoever answers for the page now; whoever starts one does."""
        field.empty_label = gettext("Nobody yet")
        field.queryset = possible_owners()
        if self.instance.owner_id:
            now = get_user_model()._default_manager.filter(pk=self.instance.owner_id)
            field.queryset = field.queryset | now
        if not self.instance.pk:
            self.initial["owner"] = self.request.user.pk

    def offer_owners_among(self, people: Sequence[AbstractBaseUser]) -> None:
        """Offer `people`, all who can answer for a page, whom the page around has read already."""
        if (field := self.fields.get("owner")) is None:
            return
        now = self.instance.owner
        chosen = {person.pk: person for person in [*people, *([now] if now else [])]}
        named = sorted((field.label_from_instance(one), pk) for pk, one in chosen.items())
        field.widget.choices = [("", field.empty_label), *((pk, name) for name, pk in named)]

    def _show_text_of_article(self) -> None:
        """Fill in the working text, or an older one that the editor asked for with ?text=N."""
        revision = working = self.instance.working_revision
        asked = self.request.GET.get("text", "") if not self.is_bound else ""
        if asked.isdecimal() and len(asked) < 9:
            revision = self.instance.revisions.filter(number=asked).first() or working
        content = content_of(revision)
        for name in self.TEXT:
            self.initial[name] = getattr(content, name)
        self.initial["key_points"] = "\n".join(content.key_points)
        self.initial["based_on"] = working.number

    def _show_unsaved_text(self) -> None:
        """Fill in what the editor had typed; saving goes on from the text they had before them."""
        typed = self.restored.typed
        names = self.TEXT if self.instance.pk else (*self.TEXT, "slug", "section")
        self.initial |= {name: typed.get(name, "") for name in names}
        if self.instance.pk:
            self.initial["based_on"] = self.restored.based_on

    @property
    def saved_article(self) -> Article | None:
        """The article that the form is about, or None for a new one."""
        return self.instance if self.instance.pk else None

    def clean_slug(self) -> str:
        """Propose an address for a new article; refuse one that cannot be used."""
        slug = self.cleaned_data["slug"]
        if not slug and not self.instance.pk:
            return propose_slug(self.data.get(self.add_prefix("title"), ""))
        if reasons := reasons_not_to_use(slug, article=self.saved_article):
            raise forms.ValidationError(list(map(str, reasons)))
        return slug

    def clean_policy(self) -> str | None:
        """Refuse a policy that another page is; the sentence names that page."""
        policy = self.cleaned_data["policy"] or None
        if reasons := reasons_not_to_be_policy(policy, article=self.saved_article):
            raise forms.ValidationError(list(map(str, reasons)))
        return policy

    def clean(self) -> dict[str, Any]:
        """Add every reason why the text cannot be stored, beside the field it is about."""
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("based_on") is None:
            self.add_error(None, _("The form did not say which text it shows. Open it again."))
        self.typed = self.content()
        if self.data.get("writer", "") not in ("", str(self.request.user.pk)):
            # Somebody else has signed in in another tab; whose words these are is on record.
            self.add_error(
                None,
                _("This text was typed while somebody else was signed in. Save it if it is yours."),
            )
        if self._is_another_text():
            for reason in reasons_against(Action.SAVE_DRAFT, self.instance, by=self.request.user):
                self.add_error(None, str(reason))
        self._ask_before_moving(cleaned)
        for reason in reasons_not_to_store(self.typed):
            if reason.field not in self.errors:
                self.add_error(reason.field, str(reason))
        is_asked = "keep_schedule" in self.fields and not cleaned.get("keep_schedule")
        if is_asked and self._is_another_text():
            sentence = _("This text is scheduled for %(when)s. Choose what becomes of that.")
            when = in_site_time(self.instance.publish_at, SiteSettings.current().zone)
            self.add_error("keep_schedule", sentence % {"when": when})
        return cleaned

    def _ask_before_moving(self, cleaned: dict[str, Any]) -> None:
        """Say once who links to a page that is to move; sent again, it moves."""
        slug, section = cleaned.get("slug"), cleaned.get("section")
        has_moved = not {"slug", "section"}.isdisjoint(self.changed_data)
        if not (self.saved_article and has_moved and slug and section) or self.errors:
            return
        moves_to = f"{section.slug}/{slug}"
        if cleaned.get("moves_to") == moves_to:
            return
        count = len(pages_leading_to(Article.objects.get(pk=self.instance.pk)))
        if not count:
            return
        sentence = ngettext(
            "%(count)s page links here, and 1 redirect will be made at the old address. Links "
            "written as [[address]] print the new one at once. Save again to move the page.",
            "%(count)s pages link here, and 1 redirect will be made at the old address. Links "
            "written as [[address]] print the new one at once. Save again to move the page.",
            count,
        )
        field = "slug" if "slug" in self.changed_data else "section"
        self.add_error(field, sentence % {"count": count})
        self.data = self.data.copy()
        self.data[self.add_prefix("moves_to")] = moves_to

    def _is_another_text(self) -> bool:
        """Whether an article that is there would get another text than it has."""
        article = self.saved_article
        return article is not None and self.typed != content_of(article.working_revision)

    @property
    def keeps_schedule(self) -> bool:
        """Whether the text should go out at the time for which the one before was scheduled."""
        return self.cleaned_data.get("keep_schedule") == self.KEEP

    def validate_unique(self) -> None:
        """Left to clean_slug and clean_policy, which name the article that is in the way."""

    def content(self) -> Content:
        """Return the text as it stands in the form."""
        return content_from(self.cleaned_data)
