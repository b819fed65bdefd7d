"""Every component on one page, for those who change them."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@staff_member_required(login_url="admin:login")
def styleguide(request: HttpRequest) -> HttpResponse:
    """The components with sample values, staff only."""
    return render(request, "pages/styleguide.html")
