// Suggests titles while somebody types into a search box. Without it the form works as it is.
//
// A combobox with a list of its own, as the ARIA Authoring Practices describe it: the focus stays
// in the box, the arrows choose, Enter opens what is chosen or searches, Escape closes.
const WAIT = 150;

for (const input of document.querySelectorAll("[data-suggest]")) suggestFor(input);

function suggestFor(input) {
  const list = make("ul", "search-box__list", { id: `${input.id}-list`, role: "listbox", hidden: "" });
  const said = make("p", "visually-hidden", { role: "status" });
  const label = input.labels[0].textContent;
  list.setAttribute("aria-label", label);
  input.parentElement.append(list);
  // Told once somebody is here: until then the page has not a line more than without the script.
  input.addEventListener("focus", () => list.after(said), { once: true });
  set(input, {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  });

  let chosen = -1;
  let timer;
  let asking = new AbortController();

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asking.abort();
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    chosen = number;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    const option = options()[chosen];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ title, kind, url }, at) => {
        const option = make("li", "search-box__option", { id: `${list.id}-${at}`, role: "option" });
        option.dataset.url = url;
        option.append(title, " ", make("span", "search-box__kind"));
        option.lastChild.textContent = kind;
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    choose(-1);
    const { none, one, many } = input.dataset;
    const words = suggestions.length === 0 ? none : suggestions.length === 1 ? one : many;
    said.textContent = words.replace("{}", suggestions.length);
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      if (answer.ok && input.value.trim() === typed && document.activeElement === input) {
        show((await answer.json()).suggestions);
      }
    } catch {
      // Asked anew meanwhile, or no network: there are no suggestions then.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen >= last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(options()[chosen].dataset.url);
    else return;
    event.preventDefault();
  });

  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);

  // On pressing, not on letting go: the box would lose the focus before, and the list would close.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
}

function make(name, className, attributes = {}) {
  const element = document.createElement(name);
  element.className = className;
  set(element, attributes);
  return element;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
