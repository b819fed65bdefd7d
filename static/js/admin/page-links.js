// Searches our own pages and links to one at the cursor, by its slug. By keyboard too.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-page-dialog]");
// What the words of such a link cannot hold; a link in them would be one within another.
const NO_WORDS = /[[\]|<`]|\n\s*\n/;
const MARK = /\[\[[^[\]\n|]*(\|[^[\]|]*)?\]\]/g;

const search = window.mgnewsSearch(dialog, {
  draw: ({ title, leads, state, section, slug }) =>
    window.mgnewsLines([
      ["name", title],
      [leads ? "about" : "state", state],
      ["about", `${section} · [[${slug}]]`],
    ]),
  pick: link,
});

let selected = [0, 0];
let goBack = () => area.focus();

// Within a link that stands there already, all of it is replaced, and its words stay.
function linkAround(start, end) {
  for (const match of area.value.matchAll(MARK)) {
    const last = match.index + match[0].length;
    if (match.index < end + 1 && start < last && match.index <= start && end <= last) {
      return { start: match.index, end: last, words: (match[1] ?? "").slice(1) };
    }
  }
  return null;
}

function open() {
  const { selectionStart, selectionEnd } = area;
  selected = [selectionStart, selectionEnd];
  goBack = window.mgnewsInsert.place(area);
  const words = area.value.slice(selectionStart, selectionEnd).trim();
  search.begin(NO_WORDS.test(words) ? "" : words);
  dialog.showModal();
  search.focus();
  if (search.hasWords) search.ask();
}

function link(page) {
  const there = linkAround(...selected);
  let [start, end] = there ? [there.start, there.end] : selected;
  const typed = area.value.slice(start, end);
  let words = there ? there.words : typed.trim();
  if (!there && NO_WORDS.test(words)) {
    start = end; // the selection stays as it is, and the link stands behind it
    words = "";
  } else if (!there) {
    start += typed.length - typed.trimStart().length;
    end = start + words.length;
  }
  dialog.close();
  const mark = words ? `[[${page.slug}|${words}]]` : `[[${page.slug}]]`;
  window.mgnewsInsert.replace(area, start, end, mark);
}

document.querySelector("[data-opens-page]").addEventListener("click", open);
dialog.querySelector("[data-page-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  // A link that was put in has its place already; this comes after it.
  if (document.activeElement !== area) goBack();
});
