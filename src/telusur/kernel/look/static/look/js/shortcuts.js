// Keys at the desk: a link or button with data-key="N" answers to N, and "/" goes to the search, unless someone is typing.
export default function shortcuts() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key === "/") {
      const search = document.querySelector("input[type=search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
      return;
    }
    const target = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key.toLowerCase() === event.key.toLowerCase());
    if (!target || target.hidden) return;
    event.preventDefault();
    target.click();
  });
}
