"""Static files as they are served: each stylesheet in one piece, hashed and compressed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Every page carries the first; the second comes along on the few pages that need it.
STYLESHEETS = ("css/site.css", "css/history.css", "css/search.css")
IMPORT = re.compile(r'@import url\("(?P<path>[\w./-]+)"\) layer\((?P<layer>[\w-]+)\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*([{};,])\s*|\s+")


def flatten(stylesheet: Path) -> str:
    """Return the stylesheet with each `@import … layer(x)` replaced by that file in its layer.

    The source stays plain CSS that a browser reads as it is; in production twenty small requests
    become one.
    """

    def inlined(match: re.Match[str]) -> str:
        text = (stylesheet.parent / match["path"]).read_text()
        # Addresses in a component are relative to it, and it moves up to the stylesheet's folder.
        folder = Path(match["path"]).parent
        text = re.sub(r'url\("(?!data:)([^"]+)"\)', rf'url("{folder}/\1")', text)
        return f"@layer {match['layer']}{{{text}}}"

    text = IMPORT.sub(inlined, COMMENT.sub("", stylesheet.read_text()))
    return SPACE.sub(lambda match: match[1] or " ", COMMENT.sub("", text)).strip()


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed files, with the stylesheets flattened before hashing."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Flatten the stylesheets among the collected `paths`, then do what WhiteNoise does."""
        for stylesheet in STYLESHEETS:
            if stylesheet in paths and not dry_run:
                storage, source = paths[stylesheet]
                Path(self.path(stylesheet)).write_text(flatten(Path(storage.path(source))))
                paths[stylesheet] = (self, stylesheet)
        yield from super().post_process(paths, dry_run, **options)
