// What is pasted from Word, Google Docs or a web page becomes Markdown on the server and stands in
// the text with one undo. Where that does not work the plain text goes in, as without this script.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const panel = document.querySelector("[data-pasted]");
const said = panel.querySelector("[data-pasted-said]");
const list = panel.querySelector("[data-pasted-list]");
const plainly = panel.querySelector("[data-pasted-plain]");
const PATIENCE = 20000; // with a server that does not answer
// Looked for in the source and not in a parsed page: a browser reports every style attribute that it
// parses as an offence against the site's policy.
const STRUCTURE = new RegExp(
  [
    "<(h[1-6]|ul|ol|table|blockquote|pre|dl|img|b|strong|i|em|sup|sub|code|ins|del)[\\s/>]",
    "<a\\s[^>]*href|<p[\\s>][^]*<p[\\s>]|role=.?heading|mso-list|mso-outline-level|class=.?Mso",
    "font-weight:\\s*(bold|[6-9]00)|font-style:\\s*italic",
  ].join("|"),
  "i",
);
// What is no structure: the wrapper of Google Docs, which is not bold, and what nobody sees.
const WRAPPING = /<b\s[^>]*font-weight:\s*normal[^>]*>|<!--[^]*?-->|<(style)\b[^]*?<\/\1>/gi;
const CODE = /^[^]*?style=("|')[^"']*white-space:\s*pre\s*(;|"|')/i; // as code editors copy it

// Where each paste that waits for its answer belongs; typing meanwhile moves the place.
let waiting = [];
let value = area.value;
let last; // what was pasted last, for the button

function hasStructure(html) {
  const source = html.replace(WRAPPING, "");
  const firstStyled = source.match(/<[^>]*\sstyle=[^>]*>/i)?.[0] ?? "";
  return STRUCTURE.test(source) && !CODE.test(firstStyled);
}

function wordsIn(html) {
  const source = html.replace(WRAPPING, "").replace(/<[^>]*>/g, " ");
  return new DOMParser().parseFromString(source, "text/html").body.textContent.trim();
}

// Pictures are not pasted, so their bytes need not travel.
const withoutBytes = (html) => html.replace(/(\ssrc\s*=\s*["']?)data:[^"'\s>]*/gi, "$1");

function say(words, sentences = []) {
  panel.hidden = false;
  said.textContent = words;
  list.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
  plainly.hidden = true;
}

// Where a place is after the characters from `from` to `to` became `added` others.
function moved(place, from, to, added) {
  if (place <= from) return place;
  return place >= to ? place + added - (to - from) : from;
}

area.addEventListener("input", () => {
  const before = value;
  value = area.value;
  if (!waiting.length) return;
  let from = 0;
  let behind = 0;
  const shorter = Math.min(before.length, value.length);
  while (from < shorter && before[from] === value[from]) from += 1;
  while (behind < shorter - from && before.at(-1 - behind) === value.at(-1 - behind)) behind += 1;
  for (const one of waiting) {
    one.start = moved(one.start, from, before.length - behind, value.length - behind - from);
    one.end = moved(one.end, from, before.length - behind, value.length - behind - from);
  }
});

// What a paste needs around it, so that a heading or list begins a line of its own.
function fitted(markdown, start, end) {
  const isBlock = markdown.includes("\n") || /^(#{2,6} |[-*>|] |\d+[.)] |Table: |!\[)/.test(markdown);
  if (!isBlock) return markdown;
  const before = area.value.slice(0, start);
  const after = area.value.slice(end);
  const ahead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const behind = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  return ahead + markdown + behind;
}

function insert(place, text) {
  const { start, end } = place;
  waiting = waiting.filter((one) => one !== place);
  // Whoever has typed on meanwhile goes on typing where they are.
  const cursor = [area.selectionStart, area.selectionEnd];
  const stays = cursor[0] !== start || cursor[1] !== end;
  const focused = document.activeElement;
  const others = waiting.map((one) => ({ one, isBehind: one.start >= end }));
  const places = waiting.map((one) => [one.start, one.end]);
  window.mgnewsInsert.replace(area, start, end, text);
  const more = text.length - (end - start);
  // Pasted later at the same place: it belongs behind this.
  others.forEach(({ one, isBehind }, index) => {
    [one.start, one.end] = places[index].map((where) => (isBehind ? where + more : where));
  });
  if (stays) area.setSelectionRange(...cursor.map((where) => (where >= end ? where + more : where)));
  if (focused !== area && focused !== document.body) focused.focus();
  last = { start, text };
}

function nextNote() {
  const marks = [...area.value.matchAll(/\[@note-(\d{1,6})\b/g)].map((mark) => Number(mark[1]));
  return Math.max(0, ...marks) + 1;
}

async function ask(html) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("first_note", nextNote());
  // As a file: as a field it would count against what a form may hold.
  data.set("html", new Blob([withoutBytes(html)], { type: "text/html" }), "pasted.html");
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(panel.dataset.url, { method: "POST", body: data, redirect: "error", signal });
}

async function paste(html, plain) {
  const place = { start: area.selectionStart, end: area.selectionEnd };
  value = area.value;
  const before = waiting.at(-1)?.done;
  waiting.push(place);
  say(panel.dataset.working);
  const answered = ask(html);
  place.done = (async () => {
    let answer;
    let facts = {};
    try {
      answer = await answered;
      if (answer.ok || answer.status === 413) facts = await answer.json();
    } catch {
      answer = { ok: false };
    }
    await before; // in the order in which they were pasted
    if (answer.ok && facts.markdown !== undefined) {
      const text = fitted(facts.markdown, place.start, place.end);
      insert(place, text);
      say(`${facts.said} ${panel.dataset.undo}`, [...facts.to_do, ...facts.left_out]);
      last.plain = plain;
      plainly.hidden = !plain;
      return;
    }
    insert(place, plain);
    if (answer.status === 403) say(panel.dataset.signedOut);
    else if (answer.status === 413) say(`${facts.said} ${panel.dataset.tooLong}`);
    else say(panel.dataset.failed);
  })();
  await place.done;
}

let isPlain = false; // Ctrl+Shift+V; the browser leaves the HTML out of it, some add-ons do not
addEventListener("keydown", (event) => (isPlain = event.shiftKey));
addEventListener("keyup", () => (isPlain = false));
area.addEventListener("paste", (event) => {
  const clipboard = event.clipboardData;
  if (event.defaultPrevented || isPlain || !clipboard) return;
  const html = clipboard.getData("text/html");
  if (!html || clipboard.types.includes("vscode-editor-data") || !hasStructure(html)) return;
  const plain = clipboard.getData("text/plain") || wordsIn(html);
  event.preventDefault();
  paste(html, plain);
});
plainly.addEventListener("click", () => {
  const { start, text, plain } = last;
  if (area.value.slice(start, start + text.length) !== text) {
    said.textContent = panel.dataset.changed;
    return;
  }
  window.mgnewsInsert.replace(area, start, start + text.length, plain);
  say(panel.dataset.plain);
});
