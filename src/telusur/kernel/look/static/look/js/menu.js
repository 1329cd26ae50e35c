// Closes an open menu on Escape, and when the focus or a click goes elsewhere. Without this it closes by its own button.
export default function menu(details) {
  const close = () => { details.open = false; };
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    close();
    details.querySelector("summary").focus();
  });
  details.addEventListener("focusout", (event) => { if (event.relatedTarget && !details.contains(event.relatedTarget)) close(); });
  document.addEventListener("click", (event) => { if (!details.contains(event.target)) close(); });
}
