for (const box of document.querySelectorAll("[data-hides]"))
  box.addEventListener("change", () => document.body.classList.toggle("no-" + box.dataset.hides, !box.checked));
