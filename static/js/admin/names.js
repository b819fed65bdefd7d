// Names for what Django's widgets leave nameless, so that screen readers say what a field is.
function nameFields() {
  // A box to choose from (select2) is named by its value only, and not at all while it is empty.
  for (const box of document.querySelectorAll(".select2-selection[aria-labelledby]")) {
    const select = box.closest(".select2").previousElementSibling;
    const cell = select.closest("td");
    const name =
      document.querySelector(`label[for="${select.id}"]`) ||
      cell?.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
    if (!name) continue;
    name.id ||= `${select.id}-name`;
    const value = box.querySelector(".select2-selection__rendered");
    box.setAttribute("aria-labelledby", `${name.id} ${value.id}`);
    value.setAttribute("aria-labelledby", name.id);
  }
  // A field in a table has its name in the head of its column.
  for (const field of document.querySelectorAll(":is(.tabular, #result_list) td :is(input, select, textarea)")) {
    if (field.labels?.length || field.ariaLabel || field.type === "hidden") continue;
    const cell = field.closest("td");
    const head = cell.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
    if (head?.textContent.trim()) field.ariaLabel = head.textContent.trim();
  }
  // What explains a list to choose from is drawn as a picture.
  for (const help of document.querySelectorAll(".help-tooltip[aria-label]")) help.role = "img";
  // The box of a list is labelled by a picture, whose words axe and some readers pass over.
  const search = document.getElementById("searchbar");
  const words = document.querySelector("label[for=searchbar] img")?.alt;
  if (search && words) search.ariaLabel = words;
  // A column of lines within a form that holds no field has no name.
  for (const head of document.querySelectorAll(".tabular th")) {
    if (!head.textContent.trim()) head.setAttribute("role", "none");
  }
}
// Widgets come when they like: some time after the page is read, and with each new line.
new MutationObserver(nameFields).observe(document.body, { childList: true, subtree: true });
nameFields();
