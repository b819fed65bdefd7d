// The one way in which scripts change what somebody types in a field:
//
//   window.mgnewsInsert.replace(field, start, end, text, { select: [from, to] })
//
// puts `text` in the place of the characters from `start` to `end` and gives the field the focus.
// The browser's own undo takes it back in one step, and "input" is fired, from which keeping,
// preview, checks and counters hear of it. Afterwards the characters from `from` to `to` are
// selected, counted from the first one of `text`; without `select` the cursor stands behind `text`.
// Answers whether the field could be changed. An open dialog must be closed before: what stands
// behind one cannot have the focus, nor an undo.
//
// Whoever asks for something in a dialog uses `place(field)` before it opens; that gives back the
// focus, the cursor and how far the text was scrolled, none of which a dialog keeps:
//
//   const goBack = window.mgnewsInsert.place(field);   …   goBack();
function replace(field, start, end, text, { select } = {}) {
  if (field.readOnly || field.disabled) return false;
  const words = text.replace(/\r\n?/g, "\n"); // as a field keeps them, or places would be off
  field.focus();
  field.setSelectionRange(start, end);
  if (words !== field.value.slice(start, end) && !typed(field, words)) {
    // Without undo, and the last resort: for a browser that has given up execCommand.
    field.setRangeText(words, start, end, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
  }
  const [from, to] = select ?? [words.length, words.length];
  field.setSelectionRange(start + from, start + to);
  return true;
}

// As if somebody had typed it: the only thing that a browser's undo knows. It goes to whatever has
// the focus, so nothing may be typed while that is another field.
function typed(field, words) {
  if (document.activeElement !== field) return false;
  if (words === "") return document.execCommand("delete");
  return document.execCommand("insertText", false, words);
}

function place(field) {
  const { selectionStart, selectionEnd, scrollTop } = field;
  return () => {
    field.focus({ preventScroll: true });
    field.setSelectionRange(selectionStart, selectionEnd);
    field.scrollTop = scrollTop;
  };
}

window.mgnewsInsert = { replace, place };
