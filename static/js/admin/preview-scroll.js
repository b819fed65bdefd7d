// Scrolls the preview along with the text: the passage at the top of one stands at the top of the
// other, and what is being typed stays in view. The preview says by data-line where its blocks were
// typed; between two of them both go at an even pace.
const editor = document.querySelector(".body-editor");
const area = editor.querySelector("textarea.markdownx-editor");
const frame = editor.querySelector("iframe");

// Places in the text and in the preview that belong together, in pixels, from the top on.
function pairs() {
  const { contentDocument: page, contentWindow: view } = frame;
  const tops = window.mgnewsMirror.tops(area);
  const found = [[0, 0]];
  for (const block of page.querySelectorAll("[data-line]")) {
    const here = tops[Number(block.dataset.line) - 1];
    const there = block.getBoundingClientRect().top + view.scrollY;
    // The first block stands below the page's head; the text has nothing above its own.
    if (here > found.at(-1)[0] + 8 && there > found.at(-1)[1]) found.push([here, there]);
  }
  const text = page.querySelector(".prose");
  if (text) found.push([area.scrollHeight, text.getBoundingClientRect().bottom + view.scrollY]);
  return found;
}

function placeFor(place) {
  const all = pairs();
  const after = all.findIndex(([here]) => here > place);
  if (after < 0) return all.at(-1)[1];
  const [[here, there], [nextHere, nextThere]] = [all[after - 1], all[after]];
  return there + ((place - here) / (nextHere - here)) * (nextThere - there);
}

const isShown = () => frame.contentDocument.getElementById("frame-main") !== null;

let isWaiting = false;
area.addEventListener("scroll", () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    if (isShown()) frame.contentWindow.scrollTo(0, placeFor(area.scrollTop));
  });
});

editor.addEventListener("previewed", () => {
  if (!isShown() || document.activeElement !== area) return;
  const line = area.value.slice(0, area.selectionStart).split("\n").length;
  const there = placeFor(window.mgnewsMirror.tops(area)[line - 1]);
  const { scrollY, innerHeight } = frame.contentWindow;
  if (there < scrollY || there > scrollY + innerHeight * 0.8) {
    frame.contentWindow.scrollTo(0, there - innerHeight / 3);
  }
});
