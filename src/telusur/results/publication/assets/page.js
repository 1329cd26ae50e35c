// Says which checkpoint is shown, and lets a reader choose "verified only". The page is whole without it.
(function () {
  "use strict";
  var at = window.telusurCheckpoint;
  var foot = document.querySelector("[data-checkpoint] a");
  if (at && foot) {
    foot.textContent = "Titik periksa " + at.log_size.toLocaleString("id-ID") + ", terbitan " + at.number + ", " +
      at.made_at.replace("T", " ").replace("Z", " UTC");
  }
  var box = document.querySelector("[data-verified-only]");
  if (!box) { return; }
  var key = "telusur-verified-only";
  function kept() { try { return window.localStorage.getItem(key) === "1"; } catch (error) { return false; } }
  function show() {
    document.body.classList.toggle("verified-only", box.checked);
    try { window.localStorage.setItem(key, box.checked ? "1" : "0"); } catch (error) { /* a page from a stick may not */ }
  }
  box.closest(".switch").hidden = false;
  box.checked = kept();
  box.addEventListener("change", show);
  show();
})();
