// Knows whether something in the form is unsaved. Keeps a copy of it in this browser at once, says
// so to keeping.js ("unsaved" events), and warns before it is left behind.
const form = document.querySelector(".body-editor").closest("form");
const keeping = form.querySelector("[data-keeping]");
const NAMES = [
  "title", "slug", "section", "summary", "body", "key_points", "lead_image", "lead_alt",
  "lead_is_decorative",
];
// One copy for each form that somebody has open: two tabs never overwrite each other's, and
// whoever signs in here next does not find it.
const PLACE = `mgnews:unsaved:${keeping.dataset.writer}:${location.pathname}:`;
const KEY = PLACE + form.elements.open_form.value;
const SENT = "mgnews:sent";
const PAUSE = 300; // milliseconds from a keystroke to the copy
const OLD = 30 * 24 * 3600 * 1000; // milliseconds after which the server forgets, too

// What stands in a field, and what the server put there: a browser that comes back to a page may
// have filled in by itself what had been typed.
const now = (field) => (field.type === "checkbox" ? (field.checked ? "on" : "") : field.value);
function atFirst(field) {
  if (field.type === "checkbox") return field.defaultChecked ? "on" : "";
  if (!field.options) return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}
const fields = NAMES.filter((name) => form.elements[name]);
const all = (read) => Object.fromEntries(fields.map((name) => [name, read(form.elements[name])]));
const same = (a, b) => fields.every((name) => (a[name] || "") === (b[name] || ""));

const shown = all(atFirst);
// A form that came back with errors or was restored shows what is not saved.
const startsUnsaved = document.querySelector("[data-starts-unsaved]") !== null;
const isUnsaved = () => startsUnsaved || !same(all(now), shown);

// The browser's store may be full, or closed to us; nothing here depends on it alone.
function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    return null;
  }
}
function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Then nothing is there either.
  }
}
function keepHere() {
  const copy = { key: form.elements.open_form.value, at: Date.now(), text: all(now) };
  copy.based_on = form.elements.based_on?.value || "";
  try {
    localStorage.setItem(KEY, JSON.stringify(copy));
    keeping.dataset.here = "yes";
  } catch {
    forget(KEY); // An older one would later pass for the newest.
    keeping.dataset.here = "no";
  }
}
function copies() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PLACE));
  } catch {
    return [];
  }
}

let timer;
let isLeavingOnPurpose = false;
function look() {
  clearTimeout(timer);
  timer = undefined;
  const unsaved = isUnsaved();
  if (unsaved) keepHere();
  else forget(KEY);
  form.toggleAttribute("data-is-kept", unsaved);
  form.dispatchEvent(new CustomEvent("unsaved", { detail: { unsaved, text: all(now) } }));
}
function soon(event) {
  if (event.target.closest("dialog")) return;
  // So long after the first keystroke, not the last: nobody pauses when it matters.
  timer ??= setTimeout(look, PAUSE);
}
form.addEventListener("input", soon);
form.addEventListener("change", soon);
// Boxes to choose from tell jQuery only.
window.django?.jQuery?.(form).on("change", "select.admin-autocomplete", () => {
  form.dispatchEvent(new Event("change"));
});
for (const leaving of ["visibilitychange", "pagehide"]) {
  addEventListener(leaving, () => timer && look(), true);
}
form.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget) return; // the preview's button
  isLeavingOnPurpose = true;
  // Where the network takes the answer, the page stays, and with it what was typed.
  setTimeout(() => (isLeavingOnPurpose = false), 5000);
  if (!isUnsaved()) return;
  keepHere();
  sessionStorage.setItem(SENT, KEY);
});
addEventListener("beforeunload", (event) => {
  if (!isLeavingOnPurpose && isUnsaved()) event.preventDefault();
});

// A form that was saved clears its copy. A new article has a form at another address by then.
const sent = sessionStorage.getItem(SENT);
const wasSaved = !startsUnsaved && document.querySelector(".messagelist .success");
if (sent && wasSaved) forget(sent);
sessionStorage.removeItem(SENT);

// What this browser kept and the server may not have: it is handed over, and offered from there.
for (const key of copies()) {
  const copy = stored(key);
  if (!copy?.text || same(copy.text, shown) || copy.at < Date.now() - OLD) forget(key);
  else if (key !== KEY) {
    const detail = { copy, forget: () => forget(key) };
    form.dispatchEvent(new CustomEvent("found", { detail }));
  }
}
if (isUnsaved()) look();
