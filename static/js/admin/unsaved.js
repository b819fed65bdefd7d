// Knows whether something in the form is unsaved. Keeps a copy of it in this browser at once, says
// so to keeping.js ("unsaved" events), and warns before it is left behind.
const form = document.querySelector(".body-editor").closest("form");
const keeping = form.querySelector("[data-keeping]");
const NAMES = [
  "title", "slug", "section", "summary", "body", "key_points", "lead_image", "lead_alt",
  "lead_is_decorative",
];
const KEY = `mgnews:unsaved:${location.pathname}`;
const SENT = "mgnews:sent";
const PAUSE = 300; // milliseconds without a keystroke

const typed = () => {
  const data = new FormData(form);
  return Object.fromEntries(NAMES.filter((n) => data.has(n)).map((n) => [n, data.get(n)]));
};
const same = (a, b) => NAMES.every((name) => (a[name] || "") === (b[name] || ""));
const tell = (detail) => form.dispatchEvent(new CustomEvent("unsaved", { detail }));

// What is saved is what the page came with, unless it came back with errors or was restored.
const shown = typed();
const startsUnsaved = document.querySelector("[data-starts-unsaved]") !== null;
const isUnsaved = () => startsUnsaved || !same(typed(), shown);

// A form that was saved clears its copy. A new article has a form at another address by then.
const sent = sessionStorage.getItem(SENT);
const wasSaved = !startsUnsaved && document.querySelector(".messagelist .success");
if (sent && (wasSaved || (sent !== KEY && form.elements.article))) localStorage.removeItem(sent);
sessionStorage.removeItem(SENT);

function keepHere() {
  const copy = { key: form.elements.open_form.value, at: Date.now(), text: typed() };
  copy.based_on = form.elements.based_on?.value || "";
  try {
    localStorage.setItem(KEY, JSON.stringify(copy));
  } catch {
    // The browser's store is full or closed; the server has the text all the same.
    keeping.dataset.here = "no";
  }
}

let timer;
let isLeavingOnPurpose = false;
function look() {
  clearTimeout(timer);
  timer = undefined;
  const unsaved = isUnsaved();
  if (unsaved) keepHere();
  else localStorage.removeItem(KEY);
  form.toggleAttribute("data-is-kept", unsaved);
  tell({ unsaved, text: typed() });
}
function soon(event) {
  if (event.target.closest("dialog")) return;
  // Not longer than that after the first keystroke either: nobody pauses when it matters.
  timer ??= setTimeout(look, PAUSE);
}
form.addEventListener("input", soon);
form.addEventListener("change", soon);
document.addEventListener("visibilitychange", () => timer && look());
form.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget) return; // the preview's button
  isLeavingOnPurpose = true;
  // Where the network takes the answer, the page stays, and with it what was typed.
  setTimeout(() => (isLeavingOnPurpose = false), 5000);
  keepHere();
  sessionStorage.setItem(SENT, KEY);
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeavingOnPurpose && isUnsaved()) event.preventDefault();
});

// What this browser kept and the server may not have: it is sent up, and offered from there.
let copy = null;
try {
  copy = JSON.parse(localStorage.getItem(KEY) || "null");
} catch {
  localStorage.removeItem(KEY);
}
if (copy?.text && same(copy.text, shown)) localStorage.removeItem(KEY);
else if (copy?.text && !startsUnsaved) {
  form.dispatchEvent(new CustomEvent("found", { detail: copy }));
}
if (startsUnsaved) look();
