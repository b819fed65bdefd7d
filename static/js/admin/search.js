// What the dialogs for sources, pages and pictures have in common: a field that asks the server, the
// list of what was found, and the keys that choose from it.
//
//   const search = window.mgnewsSearch(dialog, { draw, pick });
//
// The dialog holds a [role=combobox], a [role=listbox] and the status [data-search-said]; its
// data-search-url answers with {found, said}, and data-search-failed is said when it does not.
// `draw(row)` returns the list entry of a row, `pick(row)` hears which one was chosen. With `asksAll`
// an empty field asks, too. `isGrid` says that entries stand beside each other.
// `search.ask()` asks now, `search.begin(words)` empties the list, `search.hasWords` is whether
// somebody has typed something.
const PAUSE = 200; // milliseconds without a keystroke

function searchIn(dialog, { draw, pick, asksAll = false, isGrid = false }) {
  const query = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const said = dialog.querySelector("[data-search-said]");
  let found = [];
  let chosen = -1;
  let pending;
  let timer;

  function choose(index) {
    chosen = index;
    [...list.children].forEach((one, place) => one.setAttribute("aria-selected", place === index));
    if (index < 0) return query.removeAttribute("aria-activedescendant");
    query.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function show(rows) {
    found = rows;
    list.replaceChildren(
      ...rows.map((row, index) => {
        const one = draw(row);
        one.id = `${list.id}-${index}`;
        one.setAttribute("role", "option");
        one.addEventListener("click", () => pick(row));
        return one;
      }),
    );
    list.hidden = rows.length === 0;
    query.setAttribute("aria-expanded", rows.length > 0);
    choose(rows.length && !isGrid ? 0 : -1);
  }

  function stop() {
    clearTimeout(timer);
    pending?.abort(); // an older answer must never overtake a newer one
  }

  async function ask() {
    stop();
    if (!asksAll && !query.value.trim()) {
      show([]);
      said.textContent = "";
      return;
    }
    pending = new AbortController();
    const address = `${dialog.dataset.searchUrl}?q=${encodeURIComponent(query.value)}`;
    try {
      const answer = await fetch(address, { signal: pending.signal, redirect: "error" });
      const result = await answer.json();
      show(result.found ?? []);
      said.textContent = result.said;
    } catch (error) {
      if (error.name === "AbortError") return;
      show([]);
      said.textContent = dialog.dataset.searchFailed;
    }
  }

  // How many entries stand beside each other, for the keys that go up and down.
  function perRow() {
    const tops = [...list.children].map((one) => one.offsetTop);
    const first = tops.findIndex((top) => top !== tops[0]);
    return first < 0 ? tops.length : first;
  }

  function moveInList(step) {
    choose((chosen + step + found.length) % found.length);
  }

  // Until an entry is chosen, the keys to the sides move within what is typed.
  function moveInGrid(steps, key) {
    const to = chosen < 0 ? 0 : chosen + steps[key];
    choose(Math.min(found.length - 1, to < 0 ? -1 : to));
  }

  query.addEventListener("input", () => {
    clearTimeout(timer);
    choose(-1); // what is listed answers another question
    timer = setTimeout(ask, PAUSE);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // it must not send the article form around the dialog
      if (chosen >= 0) pick(found[chosen]);
      else ask();
      return;
    }
    const row = isGrid ? perRow() : 1;
    const steps = { ArrowDown: row, ArrowUp: -row };
    if (isGrid) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1 });
    const moves = event.key in steps && (!isGrid || chosen >= 0 || event.key === "ArrowDown");
    if (!moves || !found.length) return;
    event.preventDefault();
    if (isGrid) moveInGrid(steps, event.key);
    else moveInList(steps[event.key]);
  });
  dialog.addEventListener("close", stop);

  return {
    ask,
    begin(words = "") {
      query.value = words;
      said.textContent = "";
      show([]);
    },
    get hasWords() {
      return Boolean(query.value);
    },
    focus() {
      query.focus();
      query.select();
    },
  };
}

// An entry as a list of words, one line each: [[its kind, what it says], …].
function linesOf(lines) {
  const one = document.createElement("li");
  one.className = "citation-dialog__one";
  for (const [kind, words] of lines) {
    const span = document.createElement("span");
    span.className = `citation-dialog__${kind}`;
    span.textContent = words;
    one.append(span);
  }
  return one;
}

window.mgnewsSearch = searchIn;
window.mgnewsLines = linesOf;
