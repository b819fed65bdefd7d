// Shows what belongs to the choices that are made, in forms with data-choice="names of the choices".
// What belongs to another one hides only while it is empty: nothing is sent that nobody sees.
for (const form of document.querySelectorAll("form[data-choice]")) {
  const parts = [...form.querySelectorAll("[data-shown-for]")];
  const isFilled = (part) =>
    !part.hasAttribute("data-hides-filled") &&
    [...part.querySelectorAll("input, textarea")].some((field) =>
      field.type === "checkbox" ? field.checked : field.value.trim(),
    );
  const show = () => {
    const chosen = form.dataset.choice.split(" ").map((name) => form.elements[name]?.value);
    for (const part of parts) {
      part.hidden = !part.dataset.shownFor.split(" ").some((value) => chosen.includes(value)) && !isFilled(part);
    }
    for (const echo of form.querySelectorAll("[data-echo]")) {
      const words = document.getElementById(echo.dataset.echo).value.trim();
      echo.textContent = words || "…";
      echo.hidden = !words && echo.hasAttribute("data-may-lack");
    }
    for (const box of form.querySelectorAll("[data-echoes]")) box.hidden = !chosen[0];
  };
  form.addEventListener("input", show);
  show();
}
