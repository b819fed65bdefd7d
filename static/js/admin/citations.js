// Searches the register of sources and inserts a mark at the cursor. By keyboard too.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-citation-dialog]");
const opener = document.querySelector("[data-opens-citation]");
const query = dialog.querySelector("[role=combobox]");
const list = dialog.querySelector("[role=listbox]");
const said = dialog.querySelector("[data-citation-said]");
const PAUSE = 200; // milliseconds without a keystroke
const MARK = /\[@[^\[\]\n]*\]/g;

let found = [];
let chosen = -1;
let cursor = 0;
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

function show(sources) {
  found = sources;
  list.replaceChildren(
    ...sources.map((source, index) => {
      const one = document.createElement("li");
      one.className = "citation-dialog__one";
      one.id = `citation-found-${index}`;
      one.setAttribute("role", "option");
      one.append(part("name", source.name));
      if (source.state) one.append(part("state", source.state));
      one.append(part("title", source.title), part("about", `${source.about} · [@${source.key}]`));
      one.addEventListener("click", () => cite(source.key));
      return one;
    }),
  );
  list.hidden = sources.length === 0;
  query.setAttribute("aria-expanded", sources.length > 0);
  choose(sources.length ? 0 : -1);
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

function open() {
  // A dialog that closes gives the focus back, but not the cursor. What is selected stays: the
  // source stands behind it.
  cursor = area.selectionEnd;
  query.value = "";
  said.textContent = "";
  show([]);
  dialog.showModal();
  query.focus();
}

// The mark around the cursor or right before it, which takes one source more.
function markAtCursor() {
  for (const match of area.value.matchAll(MARK)) {
    const end = match.index + match[0].length;
    if (match.index < cursor && cursor <= end) return { end, text: match[0] };
  }
  return null;
}

function cite(key) {
  const mark = markAtCursor();
  const isThere = mark && mark.text.slice(1, -1).split(";").some((one) => one.trim() === `@${key}`);
  cursor = mark ? mark.end - 1 : cursor;
  dialog.close();
  backToText();
  const words = mark ? `; @${key}` : `[@${key}]`;
  if (!isThere) window.mgnewsInsert.replace(area, cursor, cursor, words);
  cursor = area.selectionEnd + (mark ? 1 : 0);
  backToText();
}

function backToText() {
  area.focus();
  area.setSelectionRange(cursor, cursor);
}

opener.hidden = false;
opener.addEventListener("click", open);
area.addEventListener("keydown", (event) => {
  // By the key and not by its letter: with Alt it types another one on some keyboards.
  const isShortcut = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey;
  if (isShortcut && event.code === "KeyC") {
    event.preventDefault();
    open();
  }
});
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
    if (chosen >= 0) cite(found[chosen].key);
    else search();
  }
});
// A source that was added in the other tab is found as soon as this one is looked at again.
window.addEventListener("focus", () => {
  if (dialog.open && query.value) search();
});
dialog.querySelector("[data-citation-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  clearTimeout(timer);
  pending?.abort();
  backToText();
});
