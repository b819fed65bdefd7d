// Pictures by button, paste and drop. Each is described before it is uploaded.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-picture-dialog]");
const opener = document.querySelector("[data-opens-picture]");
const problems = dialog.querySelector("[data-picture-errors]");
const send = dialog.querySelector("[data-picture-send]");
const input = (name) => dialog.querySelector(`#picture-${name}`);
const WORDS = ["description", "caption", "credit", "licence"];

let cursor = [0, 0];

function open(files) {
  cursor = [area.selectionStart, area.selectionEnd];
  problems.hidden = true;
  for (const name of ["file", ...WORDS]) input(name).value = "";
  if (files) input("file").files = files;
  dialog.showModal();
  input(files ? "description" : "file").focus();
}

function complain(sentences) {
  problems.textContent = sentences.join(" ");
  problems.hidden = false;
}

function insert(markdown) {
  const before = area.value.slice(0, cursor[0]);
  const start = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  window.mgnewsInsert.replace(area, ...cursor, `${start}${markdown}\n\n`);
}

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
    if (answer.ok) {
      dialog.close();
      insert(said.image_code);
    } else {
      complain(Object.values(said).flat());
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
opener.hidden = false;
opener.addEventListener("click", () => open());
send.addEventListener("click", upload);
dialog.querySelector("[data-picture-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("keydown", (event) => {
  // Enter in a field of the dialog must not send the article form around it.
  if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault();
    upload();
  }
});
