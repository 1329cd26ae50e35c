// Finds a polling station by its code, which is its address, and places by name, one province at a time.
(function () {
  "use strict";
  var lists = {};
  var box = document.querySelector("[data-search]");
  var contest = document.getElementById("lomba"), code = document.getElementById("kode");
  var province = document.getElementById("provinsi"), name = document.getElementById("nama");
  var news = document.getElementById("kabar"), found = document.getElementById("temuan");
  box.hidden = false;

  function folder(text) {
    var steps = [2, 4, 6, 10].filter(function (digits) { return digits <= text.length; });
    return contest.value + "/" + steps.map(function (digits) { return text.slice(0, digits); }).join("/");
  }
  document.getElementById("cari-kode").addEventListener("submit", function (event) {
    event.preventDefault();
    var text = code.value.replace(/\D/g, "");
    if ([2, 4, 6, 10, 13].indexOf(text.length) < 0) { news.textContent = news.dataset.bad; return; }
    window.location.href = folder(text) + "/index.html" + (text.length === 13 ? "#" + text : "");
  });
  function show() {
    var asked = name.value.trim().toLowerCase(), list = lists[province.value];
    found.textContent = "";
    news.textContent = "";
    if (!list || asked.length < 2) { return; }
    var hits = list.filter(function (one) { return one[1].toLowerCase().indexOf(asked) >= 0; });
    hits.slice(0, 50).forEach(function (one) {
      var line = document.createElement("li"), link = document.createElement("a");
      link.href = folder(String(one[0])) + "/index.html";
      link.textContent = one[1] + " (" + one[0] + ")";
      line.appendChild(link);
      found.appendChild(line);
    });
    if (!hits.length) { news.textContent = news.dataset.none; }
  }
  window.telusurNames = function (which, list) { lists[which] = list; show(); };
  function load() {
    if (!province.value || lists[province.value]) { show(); return; }
    var script = document.createElement("script");
    script.src = "names/" + province.value + ".js";
    document.head.appendChild(script);
  }
  province.addEventListener("change", load);
  name.addEventListener("focus", load);
  name.addEventListener("input", show);
})();
