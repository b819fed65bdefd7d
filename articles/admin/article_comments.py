"""What colleagues say to each other about an article: a page of its own, and a part of others.

Another page shows the threads with one line of context and one of its template:

    "threads": threads_of(request, article, revision=revision)
    {% include "admin/articles/article/threads.html" with threads=threads only %}

A button with `data-comments-on-passage` anywhere on it then comments on what is marked in a frame
or a field of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.admin.article_pages import (
    admin_context,
    article_or_404,
    number_or_none,
    say_beside_fields,
)
from articles.admin.thread import address_of
from articles.admin.typed_before import may_act
from articles.models import Article, Comment, Revision, Thread, colleagues
from articles.publishing import (
    Passages,
    Refused,
    assign_thread,
    name_of,
    reasons_not_to_resolve,
    reopen_thread,
    reply_to,
    resolve_thread,
    start_thread,
)
from articles.rendering import Quotation

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# What the buttons of the forms say, and what is told afterwards.
START, REPLY, RESOLVE, REOPEN = "start", "reply", "resolve", "reopen"
TOLD = {
    START: _("Your comment is kept. Colleagues see it, readers never do."),
    REPLY: _("Your answer is kept."),
    RESOLVE: _("Resolved."),
    REOPEN: _("It is open again."),
}


class WordsForm(forms.Form):
    """Some words to colleagues, and whom they are asked to see to it."""

    words = forms.CharField(
        label=_("What do you want to say?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-mentions": "", "autocomplete": "off"}),
        help_text=_("Plain text. “@” and the name that a colleague signs in with calls them."),
    )
    assignee = forms.ChoiceField(label=_("Who sees to it?"), required=False)

    def __init__(self, *args: Any, people: list[AbstractBaseUser], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["assignee"].choices = [
            ("", gettext("Nobody in particular")),
            *((key, label_of(person)) for key, person in self.people.items()),
        ]

    @property
    def chosen(self) -> AbstractBaseUser | None:
        """The colleague who is asked to see to it, or None."""
        return self.people.get(self.cleaned_data["assignee"])


class StartForm(WordsForm):
    """The first words of a thread, and the passage that they are about."""

    field_order = ("quote", "words", "assignee")

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quote = forms.CharField(
        label=_("The words it is about"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Copied from the text. Leave it empty for the whole page."),
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    after = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class AnswerForm(WordsForm):
    """An answer in a thread, or a decision about it."""

    thread = forms.IntegerField(widget=forms.HiddenInput)
    # The last comment that the page showed, and who saw to the thread then.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    assigned = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def reassigns(self) -> bool:
        """Whether somebody else was chosen than the page showed."""
        return self.cleaned_data["assignee"] != self.cleaned_data["assigned"]

    def look_again(self, thread: Thread) -> None:
        """Let the form be sent again after its writer has seen what was said meanwhile."""
        self.data = self.data.copy()
        self.data["seen"] = thread.comments.order_by("pk").last().pk


@dataclass(frozen=True)
class Shown:
    """One thread as a page shows it to somebody.

    `field` is the field of the article form in which its words stand now, and `words` are these as
    they are typed there; none where they are no longer in the text.
    """

    thread: Thread
    comments: list[Comment]
    field: str
    words: str
    form: AnswerForm
    may_resolve: bool

    @property
    def is_gone(self) -> bool:
        """Whether the words that it is about are no longer in the text."""
        return bool(self.thread.quote) and not self.field

    @property
    def is_asked_for(self) -> bool:
        """Whether its form came back with something to mend."""
        return self.form.is_bound

    @property
    def assignee_name(self) -> str:
        """Who sees to it."""
        return name_of(self.thread.assignee)


def comments_page(model_admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Every thread about an article, and a form for a new one.

    With ?panel the answer is the part that other pages show, for the script that sent the form.
    """
    article = article_or_404(model_admin, request, pk, to_change=False)
    sent = thread = None
    if request.method == "POST":
        sent = _form_sent(request, article)
        thread = _act(request, article, sent) if may_act(request, sent) else None
    said = TOLD[_asked(request)] if thread else ""
    panel = request.GET.get("panel")
    if thread and not panel:
        messages.success(request, said)
        return HttpResponseRedirect(address_of(thread))
    status = 422 if sent and not thread else 200
    threads = threads_of(
        request, article, sent=None if thread else sent, beside_form=panel == "form"
    )
    context = {"threads": threads | {"said": said}}
    if not panel:
        context |= admin_context(model_admin, request, article, gettext("Comments"))
    template = "thread_list" if panel else "comments"
    response = render(request, f"admin/articles/article/{template}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def threads_of(
    request: HttpRequest,
    article: Article,
    *,
    revision: Revision | None = None,
    sent: WordsForm | None = None,
    beside_form: bool = False,
) -> dict[str, Any]:
    """Return what threads.html prints: every thread about `article`, and a form for a new one.

    `revision` is the text that the page shows, by default the one in work; passages are looked for
    there. `sent` is a form that came back with something to mend. `beside_form` says that the
    article's form is on the page: its text may be unsaved, so nothing may lead away from it.
    """
    revision = revision or article.working_revision
    people, passages = list(colleagues()), Passages(revision)
    shown = [
        _shown(thread, passages, people, sent, by=request.user)
        for thread in article.threads.with_comments()
    ]
    resolved = [one for one in reversed(shown) if not one.thread.is_open]
    start = sent if isinstance(sent, StartForm) else None
    initial = {"based_on": revision.number}
    return {
        "article": article,
        "open": [one for one in shown if one.thread.is_open],
        "resolved": resolved,
        "opens_resolved": any(one.is_asked_for for one in resolved),
        "start": start or StartForm(people=people, initial=initial, auto_id="id_comment_%s"),
        "colleagues": people,
        "people": [{"username": p.get_username(), "name": name_of(p)} for p in people],
        "beside_form": beside_form,
    }


def label_of(person: AbstractBaseUser) -> str:
    """Return a colleague's name and what they sign in with."""
    return f"{name_of(person)} (@{person.get_username()})"


def _shown(
    thread: Thread,
    passages: Passages,
    people: list[AbstractBaseUser],
    sent: WordsForm | None,
    *,
    by: AbstractBaseUser,
) -> Shown:
    comments = list(thread.comments.all())
    field, words = passages.find(thread) or ("", "")
    if isinstance(sent, AnswerForm) and sent.data.get("thread") == str(thread.pk):
        form = sent
    else:
        initial = {
            "thread": thread.pk,
            "seen": comments[-1].pk,
            "assignee": thread.assignee_id or "",
            "assigned": thread.assignee_id or "",
        }
        form = AnswerForm(people=people, initial=initial, auto_id=f"id_thread_{thread.pk}_%s")
    return Shown(
        thread=thread,
        comments=comments,
        field=field,
        words=words,
        form=form,
        may_resolve=not reasons_not_to_resolve(thread, by),
    )


def _asked(request: HttpRequest) -> str:
    """What the button says that was pressed."""
    asked = request.POST.get("do", "")
    return asked if asked in TOLD else START


def _form_sent(request: HttpRequest, article: Article) -> WordsForm:
    people = list(colleagues())
    if _asked(request) != START:
        key = number_or_none(request.POST.get("thread", ""))
        thread = get_object_or_404(article.threads, pk=key)
        return AnswerForm(request.POST, people=people, auto_id=f"id_thread_{thread.pk}_%s")
    return StartForm(request.POST, people=people, auto_id="id_comment_%s")


def _act(request: HttpRequest, article: Article, form: WordsForm) -> Thread | None:
    """Do what the button of a valid form says; None: it was refused, and the form says why."""
    typed, by = form.cleaned_data, request.user
    try:
        if isinstance(form, StartForm):
            return start_thread(
                article,
                words=typed["words"],
                passage=Quotation(typed["quote"], typed["before"], typed["after"]),
                based_on=typed["based_on"] or 0,
                assignee=form.chosen,
                by=by,
            )
        thread = article.threads.get(pk=typed["thread"])
        words = typed["words"]
        match _asked(request):
            case "reply" if form.reassigns:
                assign_thread(thread, to=form.chosen, words=words, by=by)
            case "reply":
                reply_to(thread, words=words, by=by)
            case "resolve":
                resolve_thread(thread, words=words, seen=typed["seen"] or 0, by=by)
            case "reopen":
                reopen_thread(thread, words=words, by=by)
    except Refused as refused:
        say_beside_fields(form, refused)
        if isinstance(form, AnswerForm):
            form.look_again(thread)
        return None
    return thread
