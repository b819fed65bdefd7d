// Pictures by button, paste and drop: from the library, or uploaded and described first.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-picture-dialog]");
const opener = document.querySelector("[data-opens-picture]");
const part = (name) => dialog.querySelector(`[data-picture-${name}]`);
const input = (name) => dialog.querySelector(`#picture-${name}`);
const problems = part("errors");
const send = part("send");
const list = dialog.querySelector("[role=listbox]");
const query = input("query");
const WORDS = ["description", "caption", "credit", "licence"];
const PAUSE = 200; // milliseconds without a keystroke
const LIMIT = Number(dialog.dataset.limit);

let cursor = [0, 0];
let found = [];
let chosen = -1;
let picture = null;
let pending;
let timer;

function open(files) {
  cursor = [area.selectionStart, area.selectionEnd];
  for (const name of ["file", "query", ...WORDS]) input(name).value = "";
  if (files) input("file").files = files;
  turnTo("choosing");
  show([]);
  part("said").textContent = "";
  dialog.showModal();
  input(files ? "description" : "query").focus();
  if (!files) search();
}

function turnTo(step) {
  problems.hidden = true;
  part("choosing").hidden = step !== "choosing";
  part("using").hidden = step !== "using";
}

function complain(sentences) {
  problems.textContent = sentences.join(" ");
  problems.hidden = false;
  problems.scrollIntoView({ block: "nearest" });
}

function insert(markdown) {
  const before = area.value.slice(0, cursor[0]);
  const start = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  window.mgnewsInsert.replace(area, ...cursor, `${start}${markdown}\n\n`);
}

// -- The library ----------------------------------------------------------------------------------

function choose(index) {
  chosen = index;
  [...list.children].forEach((one, place) => one.setAttribute("aria-selected", place === index));
  if (index < 0) query.removeAttribute("aria-activedescendant");
  else {
    query.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }
}

function show(pictures) {
  found = pictures;
  list.replaceChildren(
    ...pictures.map((one, index) => {
      const item = document.createElement("li");
      const image = document.createElement("img");
      const words = document.createElement("span");
      item.className = "picture-dialog__one";
      item.id = `picture-found-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      image.src = one.thumbnail;
      image.alt = "";
      words.textContent = one.description;
      item.title = one.about;
      item.append(image, words);
      item.addEventListener("click", () => use(one));
      return item;
    }),
  );
  list.hidden = pictures.length === 0;
  query.setAttribute("aria-expanded", pictures.length > 0);
  choose(-1);
}

async function search() {
  clearTimeout(timer);
  pending?.abort(); // an older answer must never overtake a newer one
  pending = new AbortController();
  try {
    const address = `${dialog.dataset.searchUrl}?q=${encodeURIComponent(query.value)}`;
    const answer = await fetch(address, { signal: pending.signal, redirect: "error" });
    const result = await answer.json();
    show(result.found ?? []);
    part("said").textContent = result.said;
  } catch (error) {
    if (error.name === "AbortError") return;
    show([]);
    part("said").textContent = dialog.dataset.searchFailed;
  }
}

// How many pictures stand beside each other, for the keys that go up and down.
function perRow() {
  const tops = [...list.children].map((one) => one.offsetTop);
  const first = tops.findIndex((top) => top !== tops[0]);
  return first < 0 ? tops.length : first;
}

// -- What it says where it is used ----------------------------------------------------------------

function use(one) {
  picture = one;
  turnTo("using");
  const image = part("chosen");
  image.src = one.thumbnail;
  image.alt = one.description;
  input("alt").value = one.description;
  input("decorative").checked = false;
  count();
  input("alt").focus();
}

function count() {
  const length = input("alt").value.trim().length;
  input("alt").disabled = input("decorative").checked;
  part("count").textContent = dialog.dataset.counted.replace("%n%", length).replace("%m%", LIMIT);
}

function place() {
  const isDecorative = input("decorative").checked;
  const words = input("alt").value.trim().replace(/\s+/g, " ");
  if (!isDecorative && !words) return complain([dialog.dataset.needsAlt]);
  if (!isDecorative && words.length > LIMIT) return complain([dialog.dataset.tooLong]);
  // Brackets would end the description too early.
  const alt = words.replaceAll("[", "(").replaceAll("]", ")").replaceAll("\\", "/");
  dialog.close();
  insert(isDecorative ? `![](image:${picture.key}){.decorative}` : `![${alt}](image:${picture.key})`);
}

// -- A new one ------------------------------------------------------------------------------------

async function upload() {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const name of WORDS) data.set(name, input(name).value);
  if (input("file").files.length) data.set("upload", input("file").files[0]);
  send.disabled = true;
  try {
    const answer = await fetch(dialog.dataset.uploadUrl, {
      method: "POST",
      body: data,
      redirect: "error",
    });
    const said = await answer.json();
    if (!answer.ok) {
      complain(Object.values(said).flat());
    } else if (said.notes.length || said.description.length > LIMIT) {
      // It is in the library; there is something to look at before it stands in the text.
      use(said);
      if (said.notes.length) complain(said.notes);
    } else {
      dialog.close();
      insert(said.image_code);
    }
  } catch {
    complain([dialog.dataset.failed]);
  } finally {
    send.disabled = false;
  }
}

const holdsFiles = (transfer) => transfer && transfer.files.length > 0;
area.addEventListener("paste", (event) => {
  // Word puts a picture of the text beside the text; then the text is meant.
  if (holdsFiles(event.clipboardData) && !event.clipboardData.getData("text/plain")) {
    event.preventDefault();
    open(event.clipboardData.files);
  }
});
area.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("Files")) event.preventDefault();
});
area.addEventListener("drop", (event) => {
  if (holdsFiles(event.dataTransfer)) {
    event.preventDefault();
    open(event.dataTransfer.files);
  }
});
opener.addEventListener("click", () => open());
send.addEventListener("click", upload);
part("insert").addEventListener("click", place);
part("back").addEventListener("click", () => {
  turnTo("choosing");
  query.focus();
});
input("alt").addEventListener("input", count);
input("decorative").addEventListener("change", count);
for (const cancel of dialog.querySelectorAll("[data-picture-cancel]")) {
  cancel.addEventListener("click", () => dialog.close());
}
query.addEventListener("input", () => {
  clearTimeout(timer);
  choose(-1); // what is listed answers another question
  timer = setTimeout(search, PAUSE);
});
query.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: perRow(), ArrowUp: -perRow(), ArrowRight: 1, ArrowLeft: -1 };
  // Until a picture is chosen, the keys to the sides move within what is typed.
  const moves = event.key in steps && (chosen >= 0 || event.key === "ArrowDown");
  if (moves && found.length) {
    event.preventDefault();
    const to = chosen < 0 ? 0 : chosen + steps[event.key];
    choose(Math.min(found.length - 1, to < 0 ? -1 : to));
  }
});
dialog.addEventListener("keydown", (event) => {
  // Enter in a field of the dialog must not send the article form around it.
  if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  if (event.target === query) {
    if (chosen >= 0) use(found[chosen]);
    else search();
  } else if (picture && !part("using").hidden) place();
  else upload();
});
dialog.addEventListener("close", () => {
  clearTimeout(timer);
  pending?.abort();
});
