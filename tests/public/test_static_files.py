"""The stylesheet as it is served, and what a page weighs with it."""

import gzip
import re
from pathlib import Path

from django.conf import settings

from articles.public.static_files import STYLESHEETS, BundledStaticFilesStorage, flatten

STYLESHEET = Path(settings.BASE_DIR) / "static/css/site.css"
ONE_ROUND_TRIP = 14 * 1024
FIRST_VISIT = 30 * 1024


def weight(text):
    return len(gzip.compress(text.encode(), 6))


def test_the_stylesheets_become_one_file_each_with_every_component_in_one_of_them():
    flat = "".join(flatten(settings.BASE_DIR / "static" / name) for name in STYLESHEETS)
    assert "@import" not in flat
    assert "/*" not in flat
    for component in STYLESHEET.parent.glob("components/*.css"):
        css_class = re.search(r"^\.[\w-]+", component.read_text(), re.MULTILINE)[0]
        assert css_class in flat, component
    assert flat.count("{") == flat.count("}")


def test_no_stylesheet_or_script_asks_for_anything_from_elsewhere():
    for path in (Path(settings.BASE_DIR) / "static").rglob("*.*s*"):
        if path.suffix in (".css", ".js"):
            # The scheme alone, which a link that is typed without one gets, leads nowhere.
            said = path.read_text().replace("// ", "").replace("https://$", "")
            assert not re.search(r"https?://\w|//[a-z]", said), path


def test_collected_files_are_hashed_flattened_and_compressed(tmp_path):
    from django.core.files.storage import FileSystemStorage

    source = FileSystemStorage(location=settings.BASE_DIR / "static")
    storage = BundledStaticFilesStorage(location=str(tmp_path), base_url="/static/")
    paths = {}
    for name in ["css/site.css", *(f"img/{name}" for name in source.listdir("img")[1])]:
        with source.open(name) as file:
            storage.save(name, file)
        paths[name] = (source, name)
    for _name, _hashed, processed in storage.post_process(paths):
        assert not isinstance(processed, Exception)
    served = storage.stored_name("css/site.css")
    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", served)
    assert "@layer tokens" in (tmp_path / served).read_text()
    assert (tmp_path / f"{served}.br").exists()
