// Comfort only: a mentor can be dragged from one pair of the board onto another candidate. It chooses in the
// same select that everybody else uses, and only what that select offers.

let carried = null;

document.addEventListener("dragstart", (event) => {
  const mentor = event.target.closest?.("[data-board] [data-mentor]");
  if (!mentor) return;
  carried = mentor.dataset.mentor;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", mentor.textContent.trim());
});

document.addEventListener("dragend", () => {
  carried = null;
  document.querySelector(".board__row--over")?.classList.remove("board__row--over");
});

function choiceUnder(event) {
  const row = carried && event.target.closest?.("[data-board] .board__row");
  const form = row && row.querySelector("[data-choose]");
  const option = form && form.querySelector(`option[value="${CSS.escape(carried)}"]`);
  return option ? { row, form, option } : null;
}

document.addEventListener("dragover", (event) => {
  const found = choiceUnder(event);
  document.querySelector(".board__row--over")?.classList.remove("board__row--over");
  if (!found) return;
  event.preventDefault();
  found.row.classList.add("board__row--over");
});

document.addEventListener("drop", (event) => {
  const found = choiceUnder(event);
  if (!found) return;
  event.preventDefault();
  found.option.selected = true;
  found.form.requestSubmit();
});
