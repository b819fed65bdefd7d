// Says how many words the text has, how long reading takes and how hard it is: the server's numbers,
// which come with the checks. Of what is selected, it says how many words that is, counted here.
// Seen at once; heard only when somebody has stopped typing for a while.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const line = document.querySelector("[data-counting]");
const heard = document.querySelector("[data-counting-heard]");
const form = area.closest("form");
const QUIET = 3000; // milliseconds without a keystroke
const PAUSE = 200;

const MARKS = [
  /!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|\[@[^\]]*\]/g, // pictures and citations
  /(?<=\])\([^)]*\)/g, // where a link leads
  /^(?::::|```).*$/gm,
];

const listed = () => document.querySelector("[data-checks-list] [data-counted]");

function wordsIn(text) {
  const plain = MARKS.reduce((left, mark) => left.replace(mark, " "), text).replace(/\|/g, " ");
  return plain.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

let timer;
let quiet;
function say() {
  const counted = listed()?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const { value, selectionStart: start, selectionEnd: end } = area;
  const total = Number(listed()?.dataset.counted) || wordsIn(value);
  const part = Math.min(total, wordsIn(value.slice(start, end)));
  const said = part
    ? line.dataset.selected.replace("%(part)s", part).replace("%(total)s", total)
    : counted;
  if (line.textContent === said) return;
  line.textContent = said;
  clearTimeout(quiet);
  quiet = setTimeout(() => (heard.textContent = line.textContent), QUIET);
}
function soon() {
  clearTimeout(timer);
  timer = setTimeout(say, PAUSE);
}

form.addEventListener("checked", say);
document.addEventListener("selectionchange", soon);
area.addEventListener("select", soon); // where a selection in a field is no selection of the page
area.addEventListener("input", () => {
  clearTimeout(quiet);
  quiet = setTimeout(() => (heard.textContent = line.textContent), QUIET);
});
say();
