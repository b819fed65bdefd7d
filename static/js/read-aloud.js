/* Reads an article aloud, sentence by sentence, with a voice that the browser brings.

   Where there is no voice for the page's language nothing of this is seen, and nothing else
   depends on it. The sentence that is spoken is marked where a browser can do that without
   touching the text. The page stays where it is: who reads along scrolls by hand. */

const READ = "h1, .page-head__summary, .notice, .correction, .key-points, .article > .figure, .prose";
const LAST = ".disclaimer__label";
// A chart's numbers are said from its table, and a table's caption is the name of its region.
const PASSED_OVER =
  ".figure__credit, .figure__open, .chart__drawing, caption, pre, [aria-hidden='true']";
const PASSAGE = "p, li, dt, dd, tr, caption, figcaption, blockquote, div, h1, h2, h3, h4, h5, h6";
const MARK = "read-aloud";

const speech = window.speechSynthesis;
const template = document.querySelector("#frame-read-aloud");

/* A passage is what stands together: its words, and the pieces of text that they came from. */
function passagesOf(root, beforePicture) {
  const passages = [];
  const begin = (block, words = "") => {
    passages.push({ block, words, pieces: [], cell: null });
  };
  const visitText = (node) => {
    if (node.parentElement.matches("table, thead, tbody, tr")) return;
    const block = node.parentElement.closest(PASSAGE);
    if (passages.at(-1)?.block !== block) begin(block);
    const passage = passages.at(-1);
    const cell = node.parentElement.closest("th, td");
    if (passage.cell && cell !== passage.cell) passage.words += ", ";
    passage.cell = cell;
    passage.pieces.push({ node, start: passage.words.length });
    // A line of the source is no line of the page; a voice would make a sentence of it.
    passage.words += node.data.replace(/\s/g, " ");
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return visitText(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(PASSED_OVER)) return;
    if (node.matches("img")) {
      if (node.alt) begin(node, `${beforePicture} ${node.alt}`);
    } else if (node.matches(".citation")) {
      // A mark's number says nothing; that its source was retracted must be heard.
      node.querySelectorAll(".citation__state").forEach((state) => begin(state, state.textContent));
    } else {
      if (node.matches(".table-scroll")) begin(node, node.getAttribute("aria-label"));
      node.childNodes.forEach(visit);
    }
  };
  visit(root);
  return passages;
}

function cut(words, language) {
  if (!Intl.Segmenter) return [{ segment: words, index: 0 }];
  return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(words)];
}

/* Where in the page the words from `start` to `end` of a passage stand, or null for a picture. */
function rangeOf({ pieces }, start, end) {
  if (!pieces.length) return null;
  const range = new Range();
  const pieceAt = (place) => pieces.findLast((piece) => piece.start <= place) ?? pieces[0];
  const within = (piece, place) => Math.min(Math.max(place - piece.start, 0), piece.node.length);
  const [first, last] = [pieceAt(start), pieceAt(end - 1)];
  range.setStart(first.node, within(first, start));
  range.setEnd(last.node, within(last, end));
  return range;
}

function sentencesOf(page, beforePicture) {
  const roots = [...page.querySelectorAll(READ), ...document.querySelectorAll(LAST)];
  return roots
    .filter((root) => !roots.some((other) => other !== root && other.contains(root)))
    .flatMap((root) =>
      passagesOf(root, beforePicture).flatMap((passage) => {
        const { lang } = (passage.block ?? root).closest("[lang]");
        return cut(passage.words, lang)
          .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
          .map(({ segment, index }) => {
            const end = index + segment.trimEnd().length;
            const start = index + segment.length - segment.trimStart().length;
            return { words: segment.trim().replace(/\s+/g, " "), lang, range: rangeOf(passage, start, end) };
          });
      }),
    );
}

function mark(range) {
  if (!globalThis.Highlight) return;
  if (range) CSS.highlights.set(MARK, new Highlight(range));
  else CSS.highlights.delete(MARK);
}

function hasVoice() {
  const [wanted] = document.documentElement.lang.toLowerCase().split("-");
  return speech.getVoices().some((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
}

function offer() {
  if (!template.isConnected || !hasVoice()) return;
  const box = template.content.firstElementChild.cloneNode(true);
  const page = template.closest("article");
  const [toggle, halt] = box.querySelectorAll("button");
  template.replaceWith(box);

  let sentences = [];
  let next = 0;
  let spoken = null;

  /* A browser's own pause() ends the speech for good on some phones. To pause is to fall silent
     and remember the sentence; it is then spoken again from its beginning. */
  const hush = () => {
    spoken = null;
    speech.cancel();
    toggle.setAttribute("aria-pressed", "false");
  };
  const stop = () => {
    hush();
    mark(null);
    next = 0;
    if (document.activeElement === halt) toggle.focus();
    halt.hidden = true;
  };
  const speak = () => {
    const sentence = sentences[next];
    if (!sentence) return stop();
    const utterance = new SpeechSynthesisUtterance(sentence.words);
    utterance.lang = sentence.lang;
    // What was hushed ends as well, and must not go on to the next sentence.
    utterance.onend = () => {
      if (utterance !== spoken) return;
      next += 1;
      speak();
    };
    utterance.onerror = () => {
      if (utterance === spoken) stop();
    };
    spoken = utterance;
    mark(sentence.range);
    speech.speak(utterance);
  };
  toggle.addEventListener("click", () => {
    if (spoken) return hush();
    if (halt.hidden) sentences = sentencesOf(page, box.dataset.beforePicture);
    speech.cancel();
    toggle.setAttribute("aria-pressed", "true");
    halt.hidden = false;
    speak();
  });
  halt.addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
}

if (speech && template) {
  offer();
  // Some browsers know their voices only a moment later.
  speech.addEventListener?.("voiceschanged", offer);
}
