// Makes a link of the words that are selected, or changes the link around the cursor.
// Pages of ours have a dialog of their own (page-links.js).
const area = document.querySelector(".body-editor textarea.markdownx-editor");
const dialog = document.querySelector("[data-link-dialog]");
const address = dialog.querySelector("#link-address");
const words = dialog.querySelector("#link-words");
const remove = dialog.querySelector("[data-link-remove]");
const errors = {
  address: dialog.querySelector("[data-link-error]"),
  words: dialog.querySelector("[data-link-words-error]"),
};
const LINK = /(?<!!)\[((?:\\.|[^[\]\\])*)\]\((<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g;
const ALLOWED = /^(?:https?:\/\/\S+|mailto:\S+|tel:\S+|[/#]\S*)$/i;

let range = [0, 0];
let goBack = () => {};

function linkAround({ value, selectionStart, selectionEnd }) {
  for (const found of value.matchAll(LINK)) {
    const end = found.index + found[0].length;
    const isAround = found.index <= selectionStart && selectionEnd <= end;
    if (isAround) return { address: found[2], words: found[1], range: [found.index, end] };
  }
  return null;
}

function open() {
  const { value, selectionStart, selectionEnd } = area;
  const around = linkAround(area);
  const selected = value.slice(selectionStart, selectionEnd).trim();
  goBack = window.mgnewsInsert.place(area);
  range = around ? around.range : [selectionStart, selectionEnd];
  const isAddress = !around && ALLOWED.test(selected);
  address.value = (around?.address ?? (isAddress ? selected : "")).replace(/^<(.*)>$/, "$1");
  words.value = (around?.words ?? (isAddress ? "" : selected)).replace(/\\([[\]])/g, "$1").replace(/\s+/g, " ");
  remove.hidden = !around;
  complain();
  dialog.showModal();
  address.focus();
  address.select();
}

// "www.nih.gov" and "desk@example.org" are addresses to whoever types them.
function completed(typed) {
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(typed)) return `mailto:${typed}`;
  if (/^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/.test(typed)) return `https://${typed}`;
  return typed;
}

function complain(field, why) {
  for (const [name, input] of Object.entries({ address, words })) {
    errors[name].textContent = name === field ? errors[name].dataset[why] : "";
    input.setAttribute("aria-invalid", name === field);
  }
  if (field) ({ address, words })[field].focus();
}

function insert(markdown) {
  goBack = () => {}; // the cursor stands behind the link
  dialog.close();
  window.mgnewsInsert.replace(area, ...range, markdown);
}

function send() {
  const leadsTo = completed(address.value.trim());
  const said = words.value.trim();
  if (!leadsTo) complain("address", "missing");
  else if (!ALLOWED.test(leadsTo)) complain("address", "refused");
  else if (!said) complain("words", "missing");
  else {
    const target = /[()]/.test(leadsTo) ? `<${leadsTo}>` : leadsTo;
    insert(`[${said.replace(/[[\]]/g, "\\$&")}](${target})`);
  }
}

document.querySelector("[data-opens-link]").addEventListener("click", open);
dialog.querySelector("[data-link-insert]").addEventListener("click", send);
remove.addEventListener("click", () => insert(words.value));
dialog.querySelector("[data-link-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => goBack());
for (const input of [address, words]) {
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault(); // or it would send the article form around the dialog
    send();
  });
}
