// Offers the names of colleagues behind an “@”: arrow keys choose, Enter or Tab takes, Escape goes
// on without. Without this script the name is typed to its end.
const MOST = 6;
const BEGUN = /(?<![\w@./+-])@([\w.@+-]*)$/u;
const people = JSON.parse(document.getElementById("thread-people").textContent);
const called = document.querySelector("[data-colleagues]").dataset.colleagues;
let number = 0;

// Forms come and go while somebody comments: a field is made ready when it gets the focus.
addEventListener("focusin", ({ target }) => {
  if (target.matches("[data-mentions='']")) offerNames(target);
});

function offerNames(field) {
  number += 1;
  field.dataset.mentions = "offered";
  const list = document.createElement("ul");
  list.className = "mentions";
  list.id = `mentions-${number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", called);
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);

  let found = [];
  let chosen = -1;

  function choose(index) {
    chosen = index;
    [...list.children].forEach((one, place) => one.setAttribute("aria-selected", place === index));
    if (index < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", list.children[index].id);
  }
  function hide() {
    list.hidden = true;
    found = [];
    choose(-1);
  }
  const begun = () => BEGUN.exec(field.value.slice(0, field.selectionEnd));

  function offer() {
    const letters = begun()?.[1].toLowerCase();
    if (letters === undefined) return hide();
    const begins = (text) => text.toLowerCase().startsWith(letters);
    found = people
      .filter(({ username, name }) => begins(username) || name.split(" ").some(begins))
      .slice(0, MOST);
    if (!found.length || (found.length === 1 && found[0].username === letters)) return hide();
    list.replaceChildren(
      ...found.map(({ username, name }, place) => {
        const one = document.createElement("li");
        one.className = "mentions__one";
        one.id = `${list.id}-${place}`;
        one.setAttribute("role", "option");
        one.textContent = `${name} (@${username})`;
        // Before the field loses the focus.
        one.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(place);
        });
        return one;
      }),
    );
    list.hidden = false;
    choose(0);
  }
  function take(place) {
    const rest = begun()[1].length;
    const end = field.selectionEnd;
    field.setSelectionRange(end - rest, end);
    // The one way of inserting that the browser's own undo can take back.
    document.execCommand("insertText", false, `${found[place].username} `);
    hide();
  }

  field.addEventListener("input", offer);
  field.addEventListener("blur", hide);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose((chosen + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") take(chosen);
    else if (event.key === "Escape") hide();
    else return;
    // Escape must not close the dialog around it, nor Enter break the line.
    event.preventDefault();
    event.stopPropagation();
  });
}
