// Comments of colleagues as part of a page: sends them without leaving it, shows the passage that
// one is about, and starts one on the words that are marked. Without this script the forms lead to
// the page of the comments, in another tab where something could be lost in this one.
const part = document.querySelector("[data-threads]");
const list = part.querySelector("[data-threads-list]");
const said = part.querySelector("[data-threads-said]");
const dialog = part.querySelector("[data-thread-dialog]");
const dialogSaid = dialog.querySelector("[data-thread-dialog-said]");
const dialogForm = dialog.querySelector("[data-thread-dialog-form]");
const AROUND = 60; // characters that tell a passage from the same words elsewhere
const EDITED = ["title", "summary", "body", "key_points", "lead_alt"];

const fieldOf = (name) => document.getElementById(`id_${name}`);
// A text that readers see, where it stands on the page itself.
const shownText = document.querySelector("[data-shown-text]");
const frames = () => [...document.querySelectorAll("iframe")];
const pageIn = (frame) => {
  try {
    return frame.contentDocument;
  } catch {
    return null; // a page of somebody else's
  }
};

// -- Sending ------------------------------------------------------------------------------------

const say = (words) => ((dialog.open ? dialogSaid : said).textContent = words);

// What stands in the other forms while one of them is sent.
function typed() {
  const fields = list.querySelectorAll("textarea, select");
  return new Map([...fields].map((field) => [field.id, field.value]));
}

function show(html, sent) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const before = typed();
  const open = [...list.querySelectorAll("details[open]")].map((fold) => fold.dataset.fold);
  const ids = new Set([...sent.elements].map((field) => field.id));
  list.replaceChildren(...page.body.childNodes);
  for (const [id, value] of before) {
    const field = document.getElementById(id);
    if (field && list.contains(field) && !ids.has(id)) field.value = value;
  }
  for (const fold of list.querySelectorAll("details")) {
    fold.open ||= open.includes(fold.dataset.fold) && !fold.querySelector("form")?.contains(sent);
  }
  count();
}

// A link elsewhere on the page says how many are open.
function count() {
  const title = list.querySelector(".threads__title").textContent.trim();
  for (const link of document.querySelectorAll("[data-threads-count]")) link.textContent = title;
}

let isSending = false;
async function send(form, button) {
  if (isSending) return;
  isSending = true;
  say(part.dataset.working);
  try {
    const answer = await fetch(part.dataset.url, {
      method: "POST",
      body: new FormData(form, button),
      redirect: "manual",
    });
    if (answer.ok || answer.status === 422) take(await answer.text(), answer.ok, form);
    else if (answer.status === 403 || answer.type === "opaqueredirect") say(part.dataset.signedOut);
    else say(part.dataset.failed);
  } catch {
    say(part.dataset.failed);
  }
  isSending = false;
}

function take(html, isDone, form) {
  const wasInDialog = dialog.open;
  const thread = form.closest(".thread")?.id;
  if (wasInDialog) putBack();
  show(html, form);
  if (!isDone && wasInDialog) {
    takeOut();
    dialogSaid.textContent = "";
    dialog.querySelector(".errorlist")?.parentElement.querySelector("textarea, select")?.focus();
    return;
  }
  if (wasInDialog) dialog.close();
  said.textContent = isDone ? list.firstElementChild.dataset.said : "";
  if (!isDone) list.querySelector(".errorlist")?.parentElement.querySelector("textarea, select")?.focus();
  else if (!wasInDialog) (document.getElementById(thread) || part).focus();
}

part.addEventListener("submit", (event) => {
  const form = event.target.closest(".thread-form");
  if (!form) return;
  event.preventDefault();
  send(form, event.submitter);
});

// -- A new one, about the words that are marked -------------------------------------------------

const start = () => part.querySelector("[data-thread-start] form, [data-thread-dialog-form] form");
const home = () => list.querySelector("[data-thread-start]");
const takeOut = () => dialogForm.replaceChildren(start());
const putBack = () => dialogForm.firstElementChild && home().replaceChildren(dialogForm.firstElementChild);

// Where somebody marked words last: a field of the form, or a frame with a page in it.
let place;
for (const name of EDITED) {
  const field = fieldOf(name);
  field?.addEventListener("select", () => (place = field));
  field?.addEventListener("focus", () => (place = field));
}
function watch(frame) {
  pageIn(frame)?.addEventListener("selectionchange", () => {
    if (!pageIn(frame).getSelection().isCollapsed) place = frame;
  });
}
for (const frame of frames()) {
  watch(frame);
  frame.addEventListener("load", () => watch(frame));
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.isCollapsed && shownText?.contains(selection.anchorNode)) place = shownText;
});

function marked() {
  if (!place) return null;
  if (place === shownText) return markedIn(document, shownText);
  return place.tagName === "IFRAME" ? markedIn(pageIn(place)) : markedInField(place);
}
function markedInField(field) {
  const { value, selectionStart: from, selectionEnd: to } = field;
  if (from === to) return null;
  return {
    quote: value.slice(from, to),
    before: value.slice(Math.max(0, from - AROUND), from),
    after: value.slice(to, to + AROUND),
  };
}
function markedIn(page, root = page?.body) {
  const selection = page?.getSelection();
  if (!selection || selection.isCollapsed || !root.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const [before, after] = [page.createRange(), page.createRange()];
  before.setStart(root, 0);
  before.setEnd(range.startContainer, range.startOffset);
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(root, root.childNodes.length);
  return {
    quote: wordsOf(range),
    before: wordsOf(before).slice(-AROUND),
    after: wordsOf(after).slice(0, AROUND),
  };
}
// The words as they were typed: the numbers of sources are the page's, what was deleted is not in
// the text any more, and blocks do not join.
function wordsOf(range) {
  const words = range.cloneContents();
  for (const mark of words.querySelectorAll(".citation, script, style, del, .visually-hidden")) mark.remove();
  for (const block of words.querySelectorAll("p, li, h1, h2, h3, h4, td, th, dd, dt, figcaption")) {
    block.append("\n");
  }
  return words.textContent.replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n");
}

let wasIn;
function open() {
  const passage = marked();
  wasIn = place?.tagName === "IFRAME" || place === shownText ? null : place;
  takeOut();
  const form = start();
  for (const name of ["quote", "before", "after"]) form.elements[name].value = passage?.[name] ?? "";
  form.elements.quote.value = form.elements.quote.value.trim();
  dialogSaid.textContent = passage ? "" : part.dataset.unmarked;
  dialog.showModal();
  form.elements.words.focus();
}
dialog.addEventListener("close", () => {
  putBack();
  wasIn?.focus({ preventScroll: true });
});
dialog.querySelector("[data-thread-dialog-close]").addEventListener("click", () => dialog.close());
for (const bar of document.querySelectorAll("[data-comments-bar]")) bar.hidden = false;
for (const button of document.querySelectorAll("[data-comments-on-passage]")) {
  button.hidden = false;
  button.addEventListener("click", open);
}
addEventListener("keydown", (event) => {
  // By the key and not by its letter: with Alt it types another one on some keyboards.
  const isShortcut = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey;
  if (!isShortcut || event.code !== "KeyM" || dialog.open) return;
  event.preventDefault();
  open();
});

// -- The passage that a comment is about --------------------------------------------------------

function placeIn(text, { words, before }) {
  const places = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  const isSame = (at) => text.slice(Math.max(0, at - AROUND), at).endsWith((before ?? "").slice(-20));
  return places.find(isSame) ?? places[0] ?? -1;
}
function showPassage(link) {
  const field = fieldOf(link.dataset.passage);
  if (!field && shownText) return window.find(link.dataset.words);
  if (!field) return frames().some((frame) => frame.contentWindow.find?.(link.dataset.words));
  const at = placeIn(field.value, link.dataset);
  if (at < 0) {
    said.textContent = part.dataset.unsaved;
    return true;
  }
  field.scrollIntoView({ block: "center" });
  // A browser scrolls a long text to the cursor only when it gets the focus with the cursor there.
  field.setSelectionRange(at, at);
  field.blur();
  field.focus();
  field.setSelectionRange(at, at + link.dataset.words.length);
  return true;
}
list.addEventListener("click", (event) => {
  const link = event.target.closest("[data-passage]");
  if (link && showPassage(link)) event.preventDefault();
});
