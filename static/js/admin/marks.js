// What the toolbar does to whole lines: headings, lists and blocks, `window.mgnewsMarks`. Headings and
// lists are taken away where they stand already.
const replace = (...change) => window.mgnewsInsert.replace(...change);
const HEADING = /^#{1,6}[ \t]+/;
const LIST = /^(\s*)(?:[-*+]|\d+[.)])[ \t]+/;

// The whole lines that are selected: from the beginning of the first to the end of the last.
function linesOf({ value, selectionStart, selectionEnd }) {
  // A selection that ends at the beginning of a line does not mean that line.
  const isBefore = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n";
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const last = value.indexOf("\n", isBefore ? selectionEnd - 1 : selectionEnd);
  const end = last < 0 ? value.length : last;
  return { start, end, lines: value.slice(start, end).split("\n") };
}

// Changes each line that is selected and is not empty; an only line may be.
function eachLine(field, change, { isApart = false } = {}) {
  const { start, end, lines } = linesOf(field);
  const changed = lines.map((line, at) => (line.trim() || lines.length === 1 ? change(line, at) : line));
  const words = changed.join("\n");
  const [before, after] = isApart ? blanksAround(field.value, start, end) : ["", ""];
  const isCursor = field.selectionStart === field.selectionEnd;
  // A cursor stays at the same words; what was selected stays selected.
  const cursor = Math.max(0, words.length - (end - field.selectionStart)) + before.length;
  const select = isCursor ? [cursor, cursor] : [before.length, before.length + words.length];
  return replace(field, start, end, before + words + after, { select });
}

function heading(field, level) {
  const signs = `${"#".repeat(level)} `;
  const { lines } = linesOf(field);
  const takesAway = lines.every((line) => !line.trim() || line.startsWith(signs)) && lines.some((line) => line.trim());
  return eachLine(field, (line) => (takesAway ? "" : signs) + line.replace(HEADING, ""));
}

function list(field, isNumbered) {
  const { lines } = linesOf(field);
  const isListed = (line) => (isNumbered ? /^\s*\d+[.)][ \t]+/ : /^\s*[-*+][ \t]+/).test(line);
  const takesAway = lines.some(isListed) && lines.every((line) => !line.trim() || isListed(line));
  if (takesAway) return eachLine(field, (line) => line.replace(LIST, "$1"));
  let number = 0;
  const marked = (line) => {
    const sign = isNumbered ? `${(number += 1)}. ` : "- ";
    return line.replace(LIST, "$1").replace(/^\s*/, (space) => space + sign);
  };
  return eachLine(field, marked, { isApart: true });
}

// The blank lines that must come before and after what stands between two places.
function blanksAround(value, start, end) {
  const [before, after] = [value.slice(0, start), value.slice(end)];
  const isListBefore = LIST.test(before.split("\n").at(-2) ?? "");
  const isListAfter = LIST.test(after.split("\n")[1] ?? "");
  return [
    !before.trim() || /\n[ \t]*\n$/.test(before) || isListBefore ? "" : "\n",
    !after.trim() || /^\n[ \t]*\n/.test(after) || isListAfter ? "" : after.startsWith("\n") ? "\n" : "\n\n",
  ];
}

// Puts a block of its own in the place of the lines that are selected, which it may take in at
// "%s"; the words `select` of it are selected then.
function block(field, text, select = "") {
  const { start, end, lines } = linesOf(field);
  const words = lines.join("\n").trim();
  const takesIn = text.includes("%s");
  // What cannot take the line in stands below it.
  const at = takesIn || !words ? start : end;
  const filled = text.replace("%s", () => words);
  const above = field.value.slice(0, at);
  const before = !above.trim() || /\n[ \t]*\n$/.test(above) ? "" : above.endsWith("\n") ? "\n" : "\n\n";
  const below = field.value.slice(end);
  const isBlank = below.trim() === "" || /^\n[ \t]*\n/.test(below);
  const after = below === "" ? "\n" : isBlank ? "" : "\n";
  const place = before.length + (select ? filled.indexOf(select) : text.indexOf("%s") + words.length);
  const chosen = select || takesIn ? [place, place + select.length] : undefined;
  return replace(field, at, end, before + filled + after, { select: chosen });
}

window.mgnewsMarks = { linesOf, heading, list, block };
