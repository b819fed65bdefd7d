"""The browser: Debian's Chromium, driven by Playwright. Nothing is downloaded."""

import os
import shutil

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_CHROMIUM = "The browser tests need Chromium: apt-get install chromium-headless-shell"


def chromium_here():
    """Where Chromium lies, or None: its shell without windows, which takes a third of the time."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="module")
def browser():
    """One Chromium for the tests of a module; without one they skip, and in CI they fail."""
    chromium = chromium_here()
    if chromium is None:
        pytest.fail(NO_CHROMIUM) if os.environ.get("CI") else pytest.skip(NO_CHROMIUM)
    with pytest.MonkeyPatch.context() as environment:
        # Playwright keeps an event loop in this thread; Django would refuse its database beside it.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            yield chromium
            chromium.close()
            # Beside an event loop a thread has database connections of its own; nobody else
            # could close them, and PostgreSQL would refuse to drop the test's database.
            connections.close_all()


@pytest.fixture
def page(browser):
    """An empty page in a browser that has never been here."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
