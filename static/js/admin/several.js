// Several pictures at once: each goes to the library by itself, with its progress and its sentence.
const form = document.querySelector("[data-several]");
const zone = form.querySelector("[data-drop-zone]");
const chooser = zone.querySelector("input[type=file]");
const list = form.querySelector("[data-several-list]");
const said = form.querySelector("[data-several-said]");
const send = form.querySelector("[data-several-send]");
const next = form.querySelector("[data-several-next]");
const MAX_BYTES = 15 * 1024 * 1024;

const waiting = []; // rows whose turn has not come; the server makes one picture at a time
let working = null;

function make(tag, name, text = "") {
  const element = document.createElement(tag);
  element.className = `several__${name}`;
  element.textContent = text;
  return element;
}

function say(row, state, words) {
  row.element.dataset.state = state;
  row.said.textContent = words;
  row.bar.hidden = state !== "sending";
  row.ways.hidden = state !== "failed";
}

function sum() {
  const count = (state) => list.querySelectorAll(`[data-state="${state}"]`).length;
  const [done, failed, all] = [count("done"), count("failed"), list.children.length];
  next.hidden = done === 0;
  // Said once all is over: who listens should not be interrupted by every file.
  const words = done + failed < all ? form.dataset.progress : form.dataset.done;
  if (all) said.textContent = words.replace("%n%", done).replace("%m%", working ? all : failed);
  else said.textContent = "";
}

function add(file) {
  const row = { file, element: make("li", "one"), said: make("span", "said"), ways: make("span", "ways") };
  row.bar = make("progress", "bar");
  row.bar.max = 100;
  row.picture = make("img", "picture");
  row.picture.alt = "";
  const words = make("div", "words");
  const again = document.createElement("button");
  const leave = document.createElement("button");
  again.type = leave.type = "button";
  again.textContent = form.dataset.retry;
  leave.textContent = form.dataset.drop;
  again.setAttribute("aria-label", `${form.dataset.retry}: ${file.name}`);
  leave.setAttribute("aria-label", `${form.dataset.drop}: ${file.name}`);
  row.bar.setAttribute("aria-label", file.name);
  again.addEventListener("click", () => queue(row));
  leave.addEventListener("click", () => {
    row.element.remove();
    sum();
    chooser.focus();
  });
  row.ways.append(again, leave);
  words.append(make("span", "name", file.name), document.createElement("br"), row.said, row.bar, row.ways);
  row.element.append(row.picture, words);
  list.append(row.element);
  queue(row);
}

function queue(row) {
  if (row.file.size > MAX_BYTES) {
    say(row, "failed", form.dataset.tooLarge);
    sum();
    return;
  }
  say(row, "waiting", form.dataset.waiting);
  waiting.push(row);
  if (!working) upload();
}

function upload() {
  working = waiting.shift() ?? null;
  sum();
  if (!working) return;
  const row = working;
  const request = new XMLHttpRequest(); // fetch() cannot tell how far an upload is
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "credit", "licence"]) {
    data.set(name, form.elements[name].value);
  }
  data.set("upload", row.file);
  request.open("POST", form.dataset.url);
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.round((event.loaded / event.total) * 100);
    row.bar.value = percent;
    const words = form.dataset.sending.replace("%n%", percent);
    say(row, "sending", percent < 100 ? words : form.dataset.working);
  });
  request.addEventListener("loadend", () => {
    const answer = request.response;
    if (request.status === 200 && answer?.thumbnail) {
      row.picture.src = answer.thumbnail;
      say(row, "done", answer.said);
    } else {
      say(row, "failed", answer?.said ?? form.dataset.failed);
    }
    upload();
  });
  say(row, "sending", form.dataset.sending.replace("%n%", 0));
  request.send(data);
}

const holdsFiles = (transfer) => transfer && [...transfer.types].includes("Files");
send.hidden = true; // each file is sent as soon as it is chosen
zone.querySelector("[data-drop-words]").hidden = false;
chooser.addEventListener("change", () => {
  [...chooser.files].forEach(add);
  chooser.value = ""; // the same file can be chosen again, and none is sent twice
});
form.addEventListener("submit", (event) => event.preventDefault());
for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault(); // a drop beside the zone must not open the file and lose the page
    zone.classList.add("drop-zone--over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) zone.classList.remove("drop-zone--over");
});
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event.dataTransfer)) return;
  event.preventDefault();
  zone.classList.remove("drop-zone--over");
  [...event.dataTransfer.files].forEach(add);
});
window.addEventListener("beforeunload", (event) => {
  if (working) event.preventDefault();
});
