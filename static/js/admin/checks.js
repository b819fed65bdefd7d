// Keeps the list of checks up to date beside the text while somebody writes, shows the words that a
// finding is about, and mends those for which the list knows better ones. The list is the server's;
// without this script it stands above the form as of the last save.
const panel = document.querySelector("[data-checks]");
const form = panel.closest("form");
const said = panel.querySelector("[data-checks-said]");
const list = panel.querySelector("[data-checks-list]");
const PAUSE = 1000; // milliseconds without a keystroke

let pending;
let timer;

const fieldOf = (name) => document.getElementById(`id_${name}`);

// Said only when it changes: a screen reader must not count along with every word.
function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

// What a link or button of the list is about; the same one is found again in the next list.
const topic = (way) => way && [way.tagName, ...Object.values(way.dataset).slice(0, 2)].join("|");

function show(html) {
  const open = [...list.querySelectorAll("details[open]")].map((fold) => fold.dataset.fold);
  const focused = list.contains(document.activeElement) ? topic(document.activeElement) : "";
  list.innerHTML = html;
  for (const fold of list.querySelectorAll("details")) fold.open = open.includes(fold.dataset.fold);
  for (const button of list.querySelectorAll("[data-mend]")) button.hidden = false;
  if (focused) {
    const ways = [...list.querySelectorAll("a, button, summary")];
    const again = ways.find((way) => topic(way) === focused);
    if (again) again.focus();
    else said.focus();
  }
  panel.hidden = false;
  say(list.firstElementChild.dataset.said);
}

async function refresh() {
  clearTimeout(timer);
  pending?.abort(); // an older answer must never overtake a newer one
  pending = new AbortController();
  try {
    const answer = await fetch(panel.dataset.url, {
      method: "POST",
      body: new FormData(form),
      signal: pending.signal,
      redirect: "error",
    });
    if (answer.ok) show(await answer.text());
    else say(answer.status === 403 ? panel.dataset.signedOut : panel.dataset.failed);
  } catch (error) {
    if (error.name !== "AbortError") say(panel.dataset.failed);
  }
}

// Where a quote begins: as whole words, so that "cure" is not found in "secure".
function placeOf(text, quote) {
  const literal = quote.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, "u").exec(text);
  return whole ? whole.index : text.indexOf(quote);
}

function select(field, start, end) {
  field.scrollIntoView({ block: "center" });
  // A browser scrolls a long text to the cursor only when it gets the focus with the cursor there.
  field.setSelectionRange(start, start);
  field.blur();
  field.focus();
  field.setSelectionRange(start, end);
}

function showWords(name, quote) {
  const field = fieldOf(name);
  const start = quote ? placeOf(field.value, quote) : -1;
  if (start < 0) field.focus();
  else select(field, start, start + quote.length);
}

// The places count characters as the server does, to which an emoji is one and here it is two.
const placeHere = (text, place) => [...text].slice(0, place).join("").length;

function mend({ mend: name, quote, instead, places }) {
  const field = fieldOf(name);
  let starts = places.split(" ").map((place) => placeHere(field.value, Number(place)));
  // Where the text has changed since, one is mended at a time, where it stands now.
  if (!starts.every((start) => field.value.startsWith(quote, start))) {
    starts = [placeOf(field.value, quote)].filter((start) => start >= 0);
  }
  for (const start of starts.reverse()) {
    select(field, start, start + quote.length);
    window.mgnewsInsert.replace(field, start, start + quote.length, instead, {
      select: [0, instead.length],
    });
  }
  refresh();
}

list.addEventListener("click", (event) => {
  const way = event.target.closest("[data-show], [data-mend]");
  if (!way) return;
  event.preventDefault();
  if (way.dataset.mend) mend(way.dataset);
  else showWords(way.dataset.show, way.dataset.quote);
});
form.addEventListener("input", (event) => {
  if (event.target.closest("dialog")) return;
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
form.addEventListener("change", (event) => {
  if (event.target.closest("dialog")) return;
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});

form.querySelector(".body-editor__panes").after(panel);
for (const button of list.querySelectorAll("[data-mend]")) button.hidden = false;
said.tabIndex = -1;
// What was restored, or came back with errors, is another text than the one that was saved.
if (form.querySelector("[data-starts-unsaved]")) refresh();
