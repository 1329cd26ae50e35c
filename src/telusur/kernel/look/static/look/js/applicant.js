// Shows the proofs and names that fit the chosen kind of applicant; without scripts all of them stand there.
export default function applicant(form) {
  const chosen = () => form.querySelector("[name=type]:checked")?.value ?? form.elements.type?.value;
  const update = () => {
    for (const input of form.querySelectorAll("[data-proof-of]")) {
      input.closest(".field").hidden = !input.dataset.proofOf.split(" ").includes(chosen());
    }
    const representative = form.elements.representative?.closest(".field");
    if (representative) representative.hidden = chosen() === "person";
    const words = form.elements.occupation_words?.closest(".field");
    if (words) words.hidden = form.elements.occupation.value !== "other";
  };
  form.addEventListener("change", update);
  update();
}
