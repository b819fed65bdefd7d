// The toolbar above the text. One Tab leads to it and one away from it; arrows move within it, and
// Escape leads back to the text. Its buttons have shortcuts in the text (data-keys, "Mod" being Ctrl
// or, on a Mac, Cmd), and Alt+F10 leads from there to the toolbar.
const bar = document.querySelector("[data-toolbar]");
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const tools = [...bar.querySelectorAll("button, a")];
const marks = window.mgnewsMarks;
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const WAYS = {
  "heading-2": () => marks.heading(area, 2),
  "heading-3": () => marks.heading(area, 3),
  bold: () => marks.emphasis(area, "**"),
  italic: () => marks.emphasis(area, "*"),
  list: () => marks.list(area, false),
  numbered: () => marks.list(area, true),
  urgent: () => marks.block(area, "::: urgent\n%s\n:::"),
  note: () => marks.block(area, "::: note\n%s\n:::"),
  chart: ({ skeleton, select }) => marks.block(area, skeleton, select),
};

// What a shortcut is called: for people, and for screen readers (aria-keyshortcuts).
function named(keys, mod, alt, glue) {
  return keys.replace("Mod", mod).replace("Alt", alt).split("+").join(glue);
}
for (const tool of tools) {
  const { keys } = tool.dataset;
  const name = tool.getAttribute("aria-label") || tool.textContent.trim();
  tool.title = name;
  if (!keys) continue;
  tool.setAttribute("aria-keyshortcuts", named(keys, isMac ? "Meta" : "Control", "Alt", "+"));
  const shown = isMac ? named(keys, "⌘", "⌥", "") : named(keys, "Ctrl", "Alt", "+");
  tool.title = `${name} (${isMac ? shown.replace("Shift", "⇧") : shown})`;
}

// By the key and not by its letter where Alt is in it: with Alt it types another one on some
// keyboards. With Ctrl it is the letter that people know.
function isPressed(keys, event) {
  const wanted = keys.split("+");
  const last = wanted.at(-1);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  return (
    !other &&
    mod === wanted.includes("Mod") &&
    event.altKey === wanted.includes("Alt") &&
    event.shiftKey === wanted.includes("Shift") &&
    (event.altKey ? [`Key${last}`, `Digit${last}`].includes(event.code) : event.key.toUpperCase() === last)
  );
}

// What opens something of its own has a script of its own, which hears the click.
function use(tool) {
  WAYS[tool.dataset.tool]?.(tool.dataset);
}
bar.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-tool]");
  if (!tool) return;
  stopAt(tool);
  use(tool);
});
area.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "F10" && event.altKey) {
    event.preventDefault();
    tools.find((tool) => tool.tabIndex === 0).focus();
    return;
  }
  const tool = tools.find(({ dataset, hidden }) => !hidden && dataset.keys && isPressed(dataset.keys, event));
  if (!tool) return;
  event.preventDefault();
  tool.click();
});

// The one tool that Tab leads to: the last that was used.
function stopAt(tool) {
  for (const one of tools) one.tabIndex = one === tool ? 0 : -1;
}
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
bar.addEventListener("keydown", (event) => {
  // What is for a text that is stored is hidden on the form of a new one.
  const shown = tools.filter((tool) => !tool.hidden);
  const at = shown.indexOf(document.activeElement);
  let next = at + STEPS[event.key];
  if (event.key === "Home") next = 0;
  else if (event.key === "End") next = -1;
  else if (event.key === "Escape" && !document.activeElement.matches("[aria-pressed=true]")) {
    event.preventDefault();
    area.focus();
  }
  if (Number.isNaN(next)) return;
  event.preventDefault();
  const tool = shown.at(next % shown.length);
  stopAt(tool);
  tool.focus();
});

bar.hidden = false;
stopAt(tools[0]);
