// A button that prints the page; hidden where scripts do not run.
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
