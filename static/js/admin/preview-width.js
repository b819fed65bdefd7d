// Shows the preview as wide as a phone, a tablet, a screen or a sheet of paper; what is wider than
// its place is made smaller. On paper the page gets the print stylesheet: the rules of the readers'
// own stylesheet for "print" hold for the screen then, and those for "screen" do not.
const editor = document.querySelector(".body-editor");
const pane = editor.querySelector("[data-preview-window]");
const frame = pane.querySelector("iframe");
const bar = editor.querySelector("[data-preview-widths]");
const buttons = [...bar.querySelectorAll("[data-width]")];
const PLACE = "mgnews:preview-width";

const asWritten = new WeakMap();
function setMedia(owner, isPaper) {
  if (!asWritten.has(owner)) asWritten.set(owner, owner.media.mediaText);
  const written = asWritten.get(owner);
  const onPaper = written.replace(/\bprint\b/g, "all").replace(/\bscreen\b/g, "not all");
  const wanted = isPaper ? onPaper : written;
  if (owner.media.mediaText !== wanted) owner.media.mediaText = wanted;
}
function setAll(rules, isPaper) {
  for (const rule of rules) {
    if (rule.media?.mediaText) setMedia(rule, isPaper);
    const inner = rule.styleSheet?.cssRules ?? rule.cssRules;
    if (inner) setAll(inner, isPaper);
  }
}
function print() {
  const isPaper = frame.dataset.width === "paper";
  for (const link of frame.contentDocument.querySelectorAll("link[rel=stylesheet]")) {
    if (link.sheet) setAll(link.sheet.cssRules, isPaper);
    else link.addEventListener("load", print, { once: true });
  }
}

function fit() {
  const scale = Math.min(1, pane.clientWidth / frame.offsetWidth);
  pane.style.setProperty("--scale", scale);
}

function show(width) {
  frame.dataset.width = width;
  for (const button of buttons) button.ariaPressed = String(button.dataset.width === width);
  fit();
  print();
  editor.dispatchEvent(new CustomEvent("previewed"));
}

// The browser's store may be closed to us; then the choice holds for as long as the page.
function remember(width) {
  try {
    localStorage.setItem(PLACE, width);
  } catch {
    // Nothing is lost but the choice.
  }
}
function remembered() {
  try {
    const width = localStorage.getItem(PLACE);
    return buttons.some((button) => button.dataset.width === width) ? width : null;
  } catch {
    return null;
  }
}

bar.addEventListener("click", (event) => {
  const { width } = event.target.closest("[data-width]")?.dataset ?? {};
  if (!width) return;
  remember(width);
  show(width);
});
editor.addEventListener("previewed", print);
new ResizeObserver(fit).observe(pane);
bar.hidden = false;
show(remembered() ?? buttons[0].dataset.width);
