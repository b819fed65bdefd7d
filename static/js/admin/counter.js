// Says how many characters a field holds and how many it may hold: [data-counter="300"]. With a
// unit beside it, [data-counter-unit="words"], words are counted.
for (const field of document.querySelectorAll("[data-counter]")) {
  const limit = Number(field.dataset.counter);
  const unit = field.dataset.counterUnit;
  const counter = document.createElement("p");
  counter.className = "counter";
  counter.id = `${field.id}-counter`;
  field.after(counter);
  const described = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", described ? `${described} ${counter.id}` : counter.id);

  const count = () => {
    const text = field.value.trim();
    // Characters as the server counts them: an emoji is one, not two.
    const length = (unit ? text.match(/\S+/g) || [] : [...text]).length;
    counter.textContent = unit ? `${length} / ${limit} ${unit}` : `${length} / ${limit}`;
    counter.classList.toggle("counter--over", length > limit);
  };
  field.addEventListener("input", count);
  count();
}
