// Comforts only: a regulation is read without this file.

// Where the reader is, in the contents beside the text.
const entries = new Map();
for (const link of document.querySelectorAll(".contents__open a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) entries.set(heading, link);
}

let current = null;

function showPlace() {
  const passed = [...entries.keys()].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const link = entries.get(passed.at(-1)) ?? null;
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "location");
  current = link;
  if (link) {
    const box = link.closest(".regulation-side");
    const place = link.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) box.scrollTop += place.top - frame.top - frame.height / 3;
  }
}

if (entries.size) {
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        showPlace();
      });
    },
    { passive: true },
  );
  showPlace();
}

// A citation is copied by one press, where the browser lets us.
if (navigator.clipboard) {
  for (const line of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--link";
    button.textContent = "Скопировать";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(line.textContent.trim());
      button.textContent = "Скопировано";
      setTimeout(() => (button.textContent = "Скопировать"), 2000);
    });
    line.after(button);
  }
}
