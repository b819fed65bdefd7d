// Keeps a copy of unsaved text in this browser, offers it after a crash or an expired session,
// and warns before unsaved text is left behind.
const articleForm = document.querySelector(".body-editor").closest("form");
const FIELDS = ["title", "summary", "body", "key_points"];
const KEY = `mgnews:unsaved:${location.pathname}`;
const SENT = "mgnews:sent";
const field = (name) => articleForm.elements[name];
const typed = () => Object.fromEntries(FIELDS.map((name) => [name, field(name).value]));
const same = (a, b) => FIELDS.every((name) => a[name] === b[name]);

// A form that came back with errors shows unsaved text; one that was saved clears the copy. A new
// article that was saved has a form of its own, at another address.
const sent = sessionStorage.getItem(SENT);
const hasMovedOn = sent !== KEY && articleForm.elements.article;
if (sent && (hasMovedOn || document.querySelector(".messagelist .success"))) {
  localStorage.removeItem(sent);
}
sessionStorage.removeItem(SENT);

const saved = typed();
let isLeavingOnPurpose = false;
let timer;

articleForm.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const isUnsaved = !same(typed(), saved);
    if (isUnsaved) localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), text: typed() }));
    else localStorage.removeItem(KEY);
    articleForm.toggleAttribute("data-is-kept", isUnsaved);
  }, 500);
});
articleForm.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget) return; // the preview's button
  isLeavingOnPurpose = true;
  localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), text: typed() }));
  sessionStorage.setItem(SENT, KEY);
});
window.addEventListener("beforeunload", (event) => {
  if (!isLeavingOnPurpose && !same(typed(), saved)) event.preventDefault();
});

const kept = JSON.parse(localStorage.getItem(KEY) || "null");
if (kept && same(kept.text, saved)) localStorage.removeItem(KEY);
else if (kept) {
  const offer = document.getElementById("unsaved-offer").content.firstElementChild.cloneNode(true);
  offer.querySelector("time").textContent = new Date(kept.at).toLocaleString();
  offer.querySelector("[data-restore]").addEventListener("click", () => {
    for (const name of FIELDS) {
      field(name).value = kept.text[name];
      field(name).dispatchEvent(new Event("input", { bubbles: true }));
    }
    offer.remove();
  });
  offer.querySelector("[data-forget]").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    offer.remove();
  });
  articleForm.prepend(offer);
}
