"""Pages for what went wrong. Each keeps the frame, and with it the disclaimer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from articles.public.comfort import comfort
from articles.public.frame import last_frame


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form cannot be read. Asks no database."""
    context = comfort(request) | {"frame": last_frame(), "noindex": True}
    return HttpResponse(render_to_string("400.html", context), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this visitor."""
    return render(request, "403.html", {"noindex": True}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, and where to go instead."""
    return render(request, "404.html", {"noindex": True}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks no database, which may be the reason why we are here."""
    context = comfort(request) | {"frame": last_frame(), "noindex": True}
    return HttpResponse(render_to_string("500.html", context), status=500)
