// A form with data-question asks it in a dialog before it is sent; without scripts the server's own page asks.
export default function confirm(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.agreed) return;
    event.preventDefault();
    const { submitter } = event;
    const dialog = document.createElement("dialog");
    const text = document.createElement("p");
    text.className = "h3";
    text.textContent = form.dataset.question;
    const actions = document.createElement("p");
    actions.className = "actions";
    const yes = document.createElement("button");
    yes.className = "button";
    yes.textContent = form.dataset.yes ?? submitter?.textContent.trim() ?? "Ya";
    const no = document.createElement("button");
    no.className = "button quiet";
    no.textContent = form.dataset.no ?? "Batal";
    actions.append(yes, no);
    dialog.append(text, actions);
    document.body.append(dialog);
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      form.dataset.agreed = "yes";
      dialog.close();
      form.requestSubmit(submitter);
    });
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
    no.focus();
  });
}
