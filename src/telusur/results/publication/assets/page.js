// Says which checkpoint is shown, leads back to the server that shows it, writes the names of a form's fields beside their values, leads to a polling station on
// a further page, and lets a reader choose "verified only". The page is whole without it.
(function () {
  "use strict";
  var at = window.telusurCheckpoint;
  var foot = document.querySelector("[data-checkpoint] a");
  if (at && foot) {
    foot.textContent = "Titik periksa " + at.log_size.toLocaleString("id-ID") + ", terbitan " + at.number + ", " +
      at.shown_at;
  }
  var back = document.querySelector("[data-portal]");
  if (at && at.portal && back && !document.querySelector("[data-back]")) {
    [["/hasil/", "Semua pemilu"], ["/pleno/" + at.election + "/", "Hasil rapat pleno dan formulir D"]].forEach(function (one) {
      var link = document.createElement("a");
      link.href = at.portal.replace(/\/$/, "") + one[0];
      link.textContent = one[1];
      if (back.firstChild) { back.appendChild(document.createTextNode(" · ")); }
      back.appendChild(link);
    });
    back.hidden = false;
  }
  var names = document.querySelectorAll("[data-fields] li");
  document.querySelectorAll(".values").forEach(function (list) {
    list.classList.add("named");
    Array.prototype.forEach.call(list.children, function (value, place) {
      var name = document.createElement("span"), said = document.createElement("b");
      name.textContent = names[place].textContent;
      while (value.firstChild) { said.appendChild(value.firstChild); }
      value.appendChild(name);
      value.appendChild(said);
    });
  });
  function further() {
    var there = document.getElementById(window.location.hash.slice(1));
    if (there && there.matches(".jump li")) { window.location.replace(there.firstChild.href); }
  }
  window.addEventListener("hashchange", further);
  further();
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
