// Keeps the preview up to date while somebody types. The page in it is the server's: the same
// template and stylesheet that readers get. Without this script its button does the same.
const editor = document.querySelector(".body-editor");
const form = editor.closest("form");
const button = editor.querySelector("[data-preview]");
const frame = editor.querySelector("iframe");
const status = editor.querySelector("[data-preview-status]");
const PAUSE = 600; // milliseconds without a keystroke

let pending;
let timer;

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const shown = frame.contentDocument;
  const top = frame.contentWindow.scrollY;
  if (shown.getElementById("frame-main")) {
    // Only the body: the stylesheet stays, so nothing flashes and the place is kept.
    shown.body.replaceWith(shown.adoptNode(page.body));
  } else {
    shown.replaceChild(shown.adoptNode(page.documentElement), shown.documentElement);
    // A preview leads nowhere; only its own contents list moves within it.
    shown.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      const anchor = link.getAttribute("href") || "";
      if (anchor.startsWith("#")) shown.getElementById(anchor.slice(1))?.scrollIntoView();
    });
  }
  frame.contentWindow.scrollTo(0, top);
  editor.dispatchEvent(new CustomEvent("previewed"));
}

// Said only when it changes: a screen reader must not count along with every word.
function say(words, isFault = true) {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("preview__status--fault", isFault);
  // It is kept up to date without being asked; what failed can be tried again.
  button.hidden = !isFault;
}

async function refresh() {
  pending?.abort(); // an older answer must never overtake a newer one
  pending = new AbortController();
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: new FormData(form),
      signal: pending.signal,
      redirect: "error",
    });
    if (answer.ok) {
      show(await answer.text());
      say(status.dataset.done, false);
    } else if (answer.status === 422) {
      say(await answer.text());
    } else {
      say(answer.status === 403 ? status.dataset.signedOut : status.dataset.failed);
    }
  } catch (error) {
    if (error.name !== "AbortError") say(status.dataset.failed);
  }
}

form.addEventListener("input", (event) => {
  if (event.target.closest("dialog")) return;
  clearTimeout(timer);
  timer = setTimeout(refresh, PAUSE);
});
button.addEventListener("click", (event) => {
  event.preventDefault();
  refresh();
});
refresh();
