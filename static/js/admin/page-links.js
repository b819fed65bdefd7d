// Searches our own pages and links to one at the cursor, by its slug. By keyboard too.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-page-dialog]");
const query = dialog.querySelector("[role=combobox]");
const list = dialog.querySelector("[role=listbox]");
const said = dialog.querySelector("[data-page-said]");
const PAUSE = 200; // milliseconds without a keystroke
// What the words of such a link cannot hold; a link in them would be one within another.
const NO_WORDS = /[[\]|<`]|\n\s*\n/;
const MARK = /\[\[[^[\]\n|]*(\|[^[\]|]*)?\]\]/g;

let found = [];
let chosen = -1;
let selected = [0, 0];
let goBack = () => area.focus();
let pending;
let timer;

function choose(index) {
  chosen = index;
  [...list.children].forEach((one, place) => one.setAttribute("aria-selected", place === index));
  if (index < 0) query.removeAttribute("aria-activedescendant");
  else {
    query.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }
}

function part(name, text) {
  const span = document.createElement("span");
  span.className = `citation-dialog__${name}`;
  span.textContent = text;
  return span;
}

function show(pages) {
  found = pages;
  list.replaceChildren(
    ...pages.map((page, index) => {
      const one = document.createElement("li");
      one.className = "citation-dialog__one";
      one.id = `page-found-${index}`;
      one.setAttribute("role", "option");
      one.append(part("name", page.title));
      one.append(part(page.leads ? "about" : "state", page.state));
      one.append(part("about", `${page.section} · [[${page.slug}]]`));
      one.addEventListener("click", () => link(page));
      return one;
    }),
  );
  list.hidden = pages.length === 0;
  query.setAttribute("aria-expanded", pages.length > 0);
  choose(pages.length ? 0 : -1);
}

async function search() {
  clearTimeout(timer);
  pending?.abort(); // an older answer must never overtake a newer one
  if (!query.value.trim()) {
    show([]);
    said.textContent = "";
    return;
  }
  pending = new AbortController();
  try {
    const answer = await fetch(`${dialog.dataset.searchUrl}?q=${encodeURIComponent(query.value)}`, {
      signal: pending.signal,
      redirect: "error",
    });
    const result = await answer.json();
    show(result.found ?? []);
    said.textContent = result.said;
  } catch (error) {
    if (error.name === "AbortError") return;
    show([]);
    said.textContent = dialog.dataset.failed;
  }
}

// Within a link that stands there already, all of it is replaced, and its words stay.
function linkAround(start, end) {
  for (const match of area.value.matchAll(MARK)) {
    const last = match.index + match[0].length;
    if (match.index < end + 1 && start < last && match.index <= start && end <= last) {
      return { start: match.index, end: last, words: (match[1] ?? "").slice(1) };
    }
  }
  return null;
}

function open() {
  const { selectionStart, selectionEnd } = area;
  selected = [selectionStart, selectionEnd];
  goBack = window.mgnewsInsert.place(area);
  const words = area.value.slice(selectionStart, selectionEnd).trim();
  query.value = NO_WORDS.test(words) ? "" : words;
  said.textContent = "";
  show([]);
  dialog.showModal();
  query.focus();
  query.select();
  if (query.value) search();
}

function link(page) {
  const there = linkAround(...selected);
  let [start, end] = there ? [there.start, there.end] : selected;
  const typed = area.value.slice(start, end);
  let words = there ? there.words : typed.trim();
  if (!there && NO_WORDS.test(words)) {
    start = end; // the selection stays as it is, and the link stands behind it
    words = "";
  } else if (!there) {
    start += typed.length - typed.trimStart().length;
    end = start + words.length;
  }
  dialog.close();
  const mark = words ? `[[${page.slug}|${words}]]` : `[[${page.slug}]]`;
  window.mgnewsInsert.replace(area, start, end, mark);
}

document.querySelector("[data-opens-page]").addEventListener("click", open);
query.addEventListener("input", () => {
  clearTimeout(timer);
  choose(-1); // what is listed answers another question
  timer = setTimeout(search, PAUSE);
});
query.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    choose((chosen + step + found.length) % found.length);
  } else if (event.key === "Enter") {
    event.preventDefault(); // Enter must not send the article form around the dialog
    if (chosen >= 0) link(found[chosen]);
    else search();
  }
});
dialog.querySelector("[data-page-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  clearTimeout(timer);
  pending?.abort();
  // A link that was put in has its place already; this comes after it.
  if (document.activeElement !== area) goBack();
});
