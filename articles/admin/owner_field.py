"""The choice of who answers for a page, as every form offers it."""

from __future__ import annotations

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser

from articles.publishing import owner_name


class OwnerField(forms.ModelChoiceField):
    """A choice among the accounts that can sign in, by the names of the people."""

    def label_from_instance(self, obj: AbstractBaseUser) -> str:
        """Their name, as the list of articles shows it."""
        return owner_name(obj)
