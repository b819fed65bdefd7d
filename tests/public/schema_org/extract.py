"""Makes vocabulary.json: the part of schema.org that this site speaks, for the tests.

    npm pack schema-dts && tar xzf schema-dts-*.tgz
    python tests/public/schema_org/extract.py package/dist/schema.d.ts

schema-dts (Apache-2.0, by Google) holds the whole of schema.org as TypeScript. Run this again when
a page begins to use a type that is not in TYPES.
"""

import json
import re
import sys
from pathlib import Path

TYPES = """
    AboutPage BreadcrumbList CollectionPage CorrectionComment DefinedTerm DefinedTermSet
    EducationalOccupationalCredential EntryPoint ImageObject ItemList ListItem MedicalCode
    MedicalCondition MedicalWebPage NewsArticle NewsMediaOrganization OpinionNewsArticle Patient
    Periodical Person ProfilePage ScholarlyArticle SearchAction SpeakableSpecification WebPage
    WebSite
"""
INTERFACE = re.compile(
    r"^(?:export )?interface (\w+?)(?:Base|Leaf) (?:extends ([^{]+))?\{(.*?)^\}", re.M | re.S
)
PROPERTY = re.compile(r'^    "([\w-]+)"\??: (.*?);$', re.M)


def main(path):
    bases, properties = {}, {}
    for name, parents, body in INTERFACE.findall(Path(path).read_text()):
        bases.setdefault(name, set()).update(
            parent.removesuffix("Base").removesuffix("Leaf")
            for parent in re.findall(r"\b\w+(?:Base|Leaf)\b", parents)
        )
        bases[name].discard(name)
        found = properties.setdefault(name, {})
        for key, kind in PROPERTY.findall(body):
            # The second argument of SchemaValue<…, "key"> repeats the property's name.
            words = re.findall(r"\b[A-Z]\w+", re.sub(r'"[^"]*"', "", kind))
            found[key] = sorted(set(words) - {"SchemaValue"})

    wanted, queue = set(), TYPES.split()
    while queue:
        name = queue.pop()
        if name not in wanted:
            wanted.add(name)
            queue += bases[name]
    # Every subtype of a type may stand where that type is asked for.
    vocabulary = {
        name: {"is": sorted(bases[name]), "properties": properties[name]} for name in sorted(wanted)
    }
    target = Path(__file__).with_name("vocabulary.json")
    target.write_text(json.dumps(vocabulary, indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
