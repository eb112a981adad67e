// Comforts only: every page does its work without this file.

// After a refused form the reader begins at the list of errors.
document.querySelector("[data-focus]")?.focus();

// The number of a clause is a link to it; where the browser lets us, a button beside it copies that link.
if (navigator.clipboard) {
  for (const number of document.querySelectorAll("a.clause__number")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "clause__copy";
    button.textContent = "Скопировать ссылку";
    button.setAttribute("aria-label", `Скопировать ссылку на пункт ${number.textContent.trim()}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(number.href);
      button.textContent = "Ссылка скопирована";
      setTimeout(() => (button.textContent = "Скопировать ссылку"), 2000);
    });
    const clause = number.closest(".clause");
    (clause.querySelector(":scope > .clause__tools") ?? clause).append(button);
  }
}
