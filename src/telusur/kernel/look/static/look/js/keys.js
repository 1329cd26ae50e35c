// Ctrl+Enter anywhere in a form presses its first button; Enter in a field with data-enter="name" presses the button of that name.
export default function keys(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button:not([type=button])"));
    } else if (event.target.dataset.enter) {
      event.preventDefault();
      form.elements[event.target.dataset.enter].click();
    }
  });
}
