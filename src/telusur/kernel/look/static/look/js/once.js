// A form is sent once: a second press while the first is under way does nothing. What opens elsewhere does not count.
export default function once(form) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => { delete form.dataset.sent; });
}
