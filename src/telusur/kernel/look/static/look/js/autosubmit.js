// A form of filters sends itself when a choice changes; typed text waits for Enter.
export default function autosubmit(form) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit();
  });
}
