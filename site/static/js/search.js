// Suggestions under a search box while somebody types (the pattern «combobox» of WAI-ARIA); without this file
// the form gives its plain results.

const PAUSE = 180;
const SHORTEST = 3;

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Подсказки");
  list.hidden = true;
  input.form.append(list);
  // A box of the type «search» may not be a combobox.
  input.type = "text";
  input.enterKeyHint = "search";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }

  let asked, timer, active = -1;

  const options = () => [...list.children];

  const choose = (number) => {
    active = number;
    options().forEach((option, nth) => option.setAttribute("aria-selected", String(nth === number)));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[number].id);
      options()[number].scrollIntoView({ block: "nearest" });
    }
  };

  const show = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    choose(-1);
  };

  const ask = async () => {
    asked?.abort();
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return show(false);
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asked.signal });
      if (!answer.ok) return show(false);
      list.innerHTML = await answer.text();
      options().forEach((option, nth) => (option.id = `${list.id}-${nth}`));
      show(list.children.length > 0 && document.activeElement === input);
    } catch {
      show(false);
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => show(false));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = options().length - 1;
    if (event.key === "ArrowDown") choose(active < last ? active + 1 : 0);
    else if (event.key === "ArrowUp") choose(active > 0 ? active - 1 : last);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && active >= 0) location.assign(options()[active].dataset.url);
    else return;
    event.preventDefault();
  });
}
