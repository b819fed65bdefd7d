// Pictures by button, paste and drop: from the library, or uploaded and described first.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-picture-dialog]");
const opener = document.querySelector("[data-opens-picture]");
const part = (name) => dialog.querySelector(`[data-picture-${name}]`);
const input = (name) => dialog.querySelector(`#picture-${name}`);
const problems = part("errors");
const send = part("send");
const WORDS = ["description", "caption", "credit", "licence"];
const LIMIT = Number(dialog.dataset.limit);

let cursor = [0, 0];
let picture = null;

function open(files) {
  cursor = [area.selectionStart, area.selectionEnd];
  for (const name of ["file", ...WORDS]) input(name).value = "";
  if (files) input("file").files = files;
  turnTo("choosing");
  search.begin();
  dialog.showModal();
  if (files) {
    input("description").focus();
  } else {
    search.focus();
    search.ask();
  }
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

function draw({ thumbnail, description, about }) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  const words = document.createElement("span");
  item.className = "picture-dialog__one";
  image.src = thumbnail;
  image.alt = "";
  words.textContent = description;
  item.title = about;
  item.append(image, words);
  return item;
}
const search = window.mgnewsSearch(dialog, { draw, pick: use, asksAll: true, isGrid: true });

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
  search.focus();
});
input("alt").addEventListener("input", count);
input("decorative").addEventListener("change", count);
for (const cancel of dialog.querySelectorAll("[data-picture-cancel]")) {
  cancel.addEventListener("click", () => dialog.close());
}
dialog.addEventListener("keydown", (event) => {
  // Enter in a field of the dialog must not send the article form around it; search.js hears it in
  // the field that searches.
  if (event.key !== "Enter" || event.target.tagName !== "INPUT" || event.defaultPrevented) return;
  event.preventDefault();
  if (picture && !part("using").hidden) place();
  else upload();
});
