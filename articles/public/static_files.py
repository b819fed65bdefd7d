"""Static files as they are served: stylesheets and script in one piece, hashed and compressed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Every page carries the first; the others come along on the few pages that need them.
STYLESHEETS = (
    "css/site.css",
    "css/comfort.css",
    "css/history.css",
    "css/search.css",
    "css/take-away.css",
    "css/offline.css",
)
SCRIPT = "js/site.js"
SCRIPT_IMPORT = re.compile(r'^import "(?P<path>\./[\w.-]+)";\n', re.MULTILINE)
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


def bundle(script: Path) -> str:
    """Return the script with each `import "./x.js"` replaced by that file.

    Each file is a module that imports and exports nothing, so a block keeps its names its own.
    """

    def inlined(match: re.Match[str]) -> str:
        return f"{{\n{(script.parent / match['path']).read_text()}}}\n"

    return SCRIPT_IMPORT.sub(inlined, script.read_text())


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed files, with the bundles made before hashing."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        """Make the bundles among the collected `paths`, then do what WhiteNoise does."""
        for name, made in [*((name, flatten) for name in STYLESHEETS), (SCRIPT, bundle)]:
            if name in paths and not dry_run:
                storage, source = paths[name]
                Path(self.path(name)).write_text(made(Path(storage.path(source))))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)
