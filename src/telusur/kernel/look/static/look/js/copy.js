// Shows the button that copies a text, and says when it is done.
export default function copy(box) {
  const input = box.querySelector("input");
  const button = box.querySelector("button");
  const word = button.querySelector("span");
  const before = word.textContent;
  button.hidden = false;
  word.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      input.select();
      document.execCommand("copy");
    }
    word.textContent = box.dataset.done;
    setTimeout(() => { word.textContent = before; }, 2500);
  });
}
