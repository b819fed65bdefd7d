// Proposes an address from the title while a new article is written, until somebody types one.
const slug = document.querySelector("[data-propose-from]");
const title = slug && document.getElementById(slug.dataset.proposeFrom);
if (title && !slug.value) {
  let isOurs = true;
  slug.addEventListener("input", () => {
    isOurs = slug.value === "";
  });
  title.addEventListener("input", () => {
    if (isOurs) slug.value = URLify(title.value, slug.maxLength > 0 ? slug.maxLength : 80, false);
  });
}
