// The summary of faults takes the focus when the page opens, so that a screen reader begins there.
export default function summary(section) {
  section.focus();
  section.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
