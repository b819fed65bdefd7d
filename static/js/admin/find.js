// Finds and replaces words in the text. The browser's own search (Ctrl+F) is left alone: it looks at
// the whole page.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const bar = document.querySelector("[data-find]");
const opener = document.querySelector("[data-opens-find]");
const said = bar.querySelector("[data-find-said]");
const field = (name) => bar.querySelector(`#find-${name}`);
const button = (name) => bar.querySelector(`[data-find-${name}]`);

let found = [];
let at = -1;

function say(words) {
  said.textContent = words;
}

function places() {
  const literal = field("words").value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (!literal) return [];
  const edge = field("whole").checked ? ["(?<![\\p{L}\\p{N}_])", "(?![\\p{L}\\p{N}_])"] : ["", ""];
  const wanted = new RegExp(edge[0] + literal + edge[1], field("case").checked ? "gu" : "giu");
  return [...area.value.matchAll(wanted)].map(({ index, 0: words }) => [index, index + words.length]);
}

function go(to) {
  at = to;
  if (at < 0) {
    window.mgnewsMirror.clear();
    say(field("words").value ? bar.dataset.none : "");
    return;
  }
  area.setSelectionRange(...found[at]);
  window.mgnewsMirror.show(area, ...found[at]);
  say(bar.dataset.count.replace("%(at)s", at + 1).replace("%(total)s", found.length));
}

// The first from a place on; behind the last one comes the first again.
function search(from = area.selectionStart) {
  found = places();
  const next = found.findIndex(([start]) => start >= from);
  go(next < 0 && found.length ? 0 : next);
}

function step(by) {
  const seen = found[at]?.join();
  found = places(); // the text may have changed meanwhile
  const here = found.findIndex((place) => place.join() === seen);
  if (here < 0) search();
  else go((here + by + found.length) % found.length);
}

// What writes into the text takes the focus there, and this brings it back.
function write(start, end, words) {
  const { activeElement } = document;
  window.mgnewsInsert.replace(area, start, end, words);
  activeElement.focus();
}

function replace() {
  const [start, end] = found[at] ?? [];
  if (!places().some((place) => place[0] === start && place[1] === end)) return search();
  const instead = field("instead").value;
  write(start, end, instead);
  search(start + instead.length);
}

function replaceAll() {
  found = places();
  if (!found.length) return go(-1);
  const instead = field("instead").value;
  const [first, last] = [found[0][0], found.at(-1)[1]];
  let text = "";
  let place = first;
  for (const [start, end] of found) {
    text += area.value.slice(place, start) + instead;
    place = end;
  }
  const count = found.length;
  write(first, last, text); // as one change, which one undo takes back
  found = [];
  go(-1);
  say(bar.dataset.replaced.replace("%(count)s", count));
}

function open() {
  bar.hidden = false;
  opener.ariaExpanded = "true";
  const selected = area.value.slice(area.selectionStart, area.selectionEnd);
  if (selected && !selected.includes("\n")) field("words").value = selected;
  field("words").focus();
  field("words").select();
  search();
}
function close() {
  bar.hidden = true;
  opener.ariaExpanded = "false";
  window.mgnewsMirror.clear();
  say("");
  area.focus(); // where what was found last is selected
}

opener.addEventListener("click", () => {
  const isLeft = !bar.hidden && document.activeElement === opener;
  if (isLeft) close();
  else open();
});
button("next").addEventListener("click", () => step(1));
button("previous").addEventListener("click", () => step(-1));
button("replace").addEventListener("click", replace);
button("replace-all").addEventListener("click", replaceAll);
button("close").addEventListener("click", close);
bar.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    close();
  } else if (event.key === "Enter" && event.target.tagName === "INPUT" && !event.isComposing) {
    event.preventDefault(); // or it would send the article form
    if (event.target === field("instead")) replace();
    else step(event.shiftKey ? -1 : 1);
  }
});
// What is typed here is no part of the article: the form's other scripts need not hear of it.
for (const kind of ["input", "change"]) {
  bar.addEventListener(kind, (event) => {
    event.stopPropagation();
    // A field that is left says "change", too.
    if (kind === "input" && event.target !== field("instead")) search();
  });
}
area.addEventListener("input", () => bar.hidden || window.mgnewsMirror.clear());
