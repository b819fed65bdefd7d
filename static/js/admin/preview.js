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
}

async function refresh() {
  pending?.abort(); // an older answer must never overtake a newer one
  pending = new AbortController();
  status.textContent = status.dataset.working;
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: new FormData(form),
      signal: pending.signal,
      redirect: "error",
    });
    if (answer.ok) {
      show(await answer.text());
      status.textContent = status.dataset.done;
    } else if (answer.status === 422) {
      status.textContent = await answer.text();
    } else {
      status.textContent = answer.status === 403 ? status.dataset.signedOut : status.dataset.failed;
    }
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = status.dataset.failed;
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
