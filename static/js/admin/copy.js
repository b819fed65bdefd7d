// Copying what stands in a field. Without it, or where the browser has no clipboard for us, the
// field can be selected and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.closest(".beside-field").querySelector("[role=status]");
  // In one that can be changed, a keystroke would replace all of it.
  if (field.readOnly) field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { done, failed } = button.dataset;
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = done;
    } catch {
      field.focus();
      said.textContent = failed;
    }
  });
}
