// Bold and italic: `window.mgnewsMarks.emphasis(field, mark)`, for the toolbar. It marks what is
// selected or the word at the cursor, and takes the mark away where it stands already.
const { linesOf } = window.mgnewsMarks;
// What may stand before the words of a line: quotes, list marks, a heading's signs.
const BEFORE_WORDS = /^\s*(?:(?:>|[-*+]|\d+[.)]|#{1,6})[ \t]+)*/;

// Emphasis does not reach over blank lines or list items, so each line gets its own.
function partsOf(field) {
  const { value, selectionStart: from, selectionEnd: to } = field;
  let { start } = linesOf(field);
  return linesOf(field).lines.flatMap((line) => {
    const first = Math.max(from, start + BEFORE_WORDS.exec(line)[0].length);
    const last = Math.min(to, start + line.length);
    start += line.length + 1;
    const words = value.slice(first, last);
    if (!words.trim()) return [];
    const lead = first + words.length - words.trimStart().length;
    return [bare(value, lead, lead + words.trim().length)];
  });
}

// The words without their stars, and how many of them stand on each side, up to three.
function bare(value, start, end) {
  while (end - start > 2 && value[start] === "*" && value[end - 1] === "*") {
    start += 1;
    end -= 1;
  }
  let stars = 0;
  while (stars < 3 && value[start - stars - 1] === "*" && value[end + stars] === "*") stars += 1;
  return { start, end, stars };
}

const holds = (stars, mark) => (mark === "**" ? stars > 1 : stars % 2 === 1);

// The marked words around a place, for a cursor or a selection somewhere in them.
function markedAround({ value, selectionStart, selectionEnd }, mark) {
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const line = value.slice(start).split("\n", 1)[0];
  for (const found of line.matchAll(/(\*{1,3})(?![\s*])(.+?)(?<![\s*])\1(?!\*)/g)) {
    const [first, stars] = [start + found.index, found[1].length];
    const end = first + found[0].length;
    const isAround = first <= selectionStart && selectionEnd <= end;
    if (isAround && holds(stars, mark)) return { start: first + stars, end: end - stars, stars };
  }
  return null;
}

// Bold ("**") or italic ("*").
function emphasis(field, mark) {
  const around = markedAround(field, mark);
  if (!around && field.selectionStart === field.selectionEnd) selectWord(field);
  const { selectionStart: at, selectionEnd: end } = field;
  if (!around && at === end) {
    return window.mgnewsInsert.replace(field, at, at, mark + mark, { select: [mark.length, mark.length] });
  }
  const parts = around ? [around] : partsOf(field);
  if (!parts.length) return false;
  const takesAway = parts.every(({ stars }) => holds(stars, mark));
  const [first, last] = [parts[0].start - parts[0].stars, parts.at(-1).end + parts.at(-1).stars];
  let text = "";
  let place = first;
  let select = [0, 0];
  for (const part of parts) {
    const isMarked = holds(part.stars, mark);
    const change = takesAway ? -mark.length : isMarked ? 0 : mark.length;
    const stars = "*".repeat(part.stars + change);
    text += field.value.slice(place, part.start - part.stars) + stars;
    if (part === parts[0]) select = [text.length, 0];
    text += field.value.slice(part.start, part.end);
    select[1] = text.length;
    text += stars;
    place = part.end + part.stars;
  }
  return window.mgnewsInsert.replace(field, first, last, text, { select });
}

function selectWord(field) {
  const before = /[\p{L}\p{N}_’'-]*$/u.exec(field.value.slice(0, field.selectionStart))[0];
  const after = /^[\p{L}\p{N}_’'-]*/u.exec(field.value.slice(field.selectionStart))[0];
  const at = field.selectionStart;
  field.setSelectionRange(at - before.length, at + after.length);
}

window.mgnewsMarks.emphasis = emphasis;
