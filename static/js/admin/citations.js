// Searches the register of sources and inserts a mark at the cursor. By keyboard too.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-citation-dialog]");
const opener = document.querySelector("[data-opens-citation]");
const MARK = /\[@[^\[\]\n]*\]/g;
const search = window.mgnewsSearch(dialog, {
  draw: ({ name, state, title, about, key }) =>
    window.mgnewsLines([
      ["name", name],
      ...(state ? [["state", state]] : []),
      ["title", title],
      ["about", `${about} · [@${key}]`],
    ]),
  pick: ({ key }) => cite(key),
});

let cursor = 0;

function open() {
  // A dialog that closes gives the focus back, but not the cursor. What is selected stays: the
  // source stands behind it.
  cursor = area.selectionEnd;
  search.begin();
  dialog.showModal();
  search.focus();
}

// The mark around the cursor or right before it, which takes one source more.
function markAtCursor() {
  for (const match of area.value.matchAll(MARK)) {
    const end = match.index + match[0].length;
    if (match.index < cursor && cursor <= end) return { end, text: match[0] };
  }
  return null;
}

function cite(key) {
  const mark = markAtCursor();
  const isThere = mark && mark.text.slice(1, -1).split(";").some((one) => one.trim() === `@${key}`);
  cursor = mark ? mark.end - 1 : cursor;
  dialog.close();
  backToText();
  const words = mark ? `; @${key}` : `[@${key}]`;
  if (!isThere) window.mgnewsInsert.replace(area, cursor, cursor, words);
  cursor = area.selectionEnd + (mark ? 1 : 0);
  backToText();
}

function backToText() {
  area.focus();
  area.setSelectionRange(cursor, cursor);
}

opener.addEventListener("click", open);
// A source that was added in the other tab is found as soon as this one is looked at again.
window.addEventListener("focus", () => {
  if (dialog.open && search.hasWords) search.ask();
});
dialog.querySelector("[data-citation-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", backToText);
