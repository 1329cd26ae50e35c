// An input with data-filters="#id" hides the items of that list (or the rows of that table) whose text lacks the words typed.
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

export default function filter(input) {
  const list = document.querySelector(input.dataset.filters);
  const items = [...list.querySelectorAll("[data-filter-item], tbody tr")].map((item) => [item, plain(item.textContent)]);
  const groups = [...list.querySelectorAll("[data-filter-group]")].map((group) => [group, group.open]);
  const count = document.querySelector(input.dataset.count ?? "none");
  const apply = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [item, text] of items) {
      item.hidden = !words.every((word) => text.includes(word));
      shown += item.hidden ? 0 : 1;
    }
    for (const [group, open] of groups) {
      group.hidden = !group.querySelector("[data-filter-item]:not([hidden])");
      group.open = open || words.length > 0;
    }
    if (count) count.textContent = String(shown);
  };
  input.addEventListener("input", apply);
  if (input.value) apply();
}
