// Inserts an empty table with its caption; its first head is selected, to be typed over.
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-table-dialog]");
const send = dialog.querySelector("[data-table-insert]");
const error = dialog.querySelector("[data-table-error]");
const [caption, columns, rows] = ["caption", "columns", "rows"].map((name) =>
  dialog.querySelector(`#table-${name}`),
);

let goBack = () => {};

function open() {
  goBack = window.mgnewsInsert.place(area);
  caption.value = "";
  error.textContent = "";
  dialog.showModal();
  caption.focus();
}

function insert() {
  const isInRange = [columns, rows].every((field) => field.value && field.validity.valid);
  if (!isInRange) {
    error.textContent = error.dataset.range;
    return;
  }
  const [wide, high] = [Number(columns.value), Number(rows.value)];
  const heads = Array.from({ length: wide }, (_, at) => `${send.dataset.head} ${at + 1}`);
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const lines = [line(heads), line(heads.map(() => "---"))];
  for (let row = 0; row < high; row += 1) lines.push(line(heads.map(() => "  ")));
  const said = caption.value.trim();
  goBack = () => {}; // the cursor stands in the table
  dialog.close();
  window.mgnewsMarks.block(area, `${said ? `Table: ${said}\n\n` : ""}${lines.join("\n")}`, heads[0]);
}

document.querySelector("[data-opens-table]").addEventListener("click", open);
send.addEventListener("click", insert);
dialog.querySelector("[data-table-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => goBack());
dialog.addEventListener("keydown", (event) => {
  // Enter in a field of the dialog must not send the article form around it.
  if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault();
    insert();
  }
});
