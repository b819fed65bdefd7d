// Shows what belongs to the choice that is made, in forms with data-choice="name of the choice".
// What belongs to another one hides only while it is empty: nothing is sent that nobody sees.
for (const form of document.querySelectorAll("form[data-choice]")) {
  const parts = [...form.querySelectorAll("[data-shown-for]")];
  const isFilled = (part) =>
    !part.hasAttribute("data-hides-filled") &&
    [...part.querySelectorAll("input, textarea")].some((field) =>
      field.type === "checkbox" ? field.checked : field.value.trim(),
    );
  const show = () => {
    const chosen = form.elements[form.dataset.choice].value;
    for (const part of parts) {
      part.hidden = !part.dataset.shownFor.split(" ").includes(chosen) && !isFilled(part);
    }
    for (const echo of form.querySelectorAll("[data-echo]")) {
      const words = document.getElementById(echo.dataset.echo).value.trim();
      echo.textContent = words || "…";
      echo.hidden = !words && echo.hasAttribute("data-may-lack");
    }
    for (const box of form.querySelectorAll("[data-echoes]")) box.hidden = !chosen;
  };
  form.addEventListener("input", show);
  show();
}
