// Says so on the page when the browser or the key refused: otherwise only the console would know.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.querySelector("[data-passkey-fault]");
  if (!fault) return;
  document.querySelector("main h1").after(fault);
  fault.hidden = false;
});
