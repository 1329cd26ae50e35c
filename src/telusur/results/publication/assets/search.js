// Finds a polling station by its code, which is its address, and places by name, one province at a time. What is not there
// is said on this page; nothing is asked of a server, so that a page from a stick says the same.
(function () {
  "use strict";
  var lists = {}, codes = {}, wanted = {};
  var box = document.querySelector("[data-search]");
  var contest = document.getElementById("lomba"), code = document.getElementById("kode");
  var province = document.getElementById("provinsi"), name = document.getElementById("nama");
  var news = document.getElementById("kabar"), found = document.getElementById("temuan");
  box.hidden = false;

  function folder(text) {
    var steps = [2, 4, 6, 10].filter(function (digits) { return digits <= text.length; });
    return contest.value + "/" + steps.map(function (digits) { return text.slice(0, digits); }).join("/");
  }
  // numbers: of a village's polling stations, such as "1-22,901"
  function has(numbers, number) {
    return numbers.split(",").some(function (span) {
      var ends = span.split("-");
      return number >= Number(ends[0]) && number <= Number(ends[ends.length - 1]);
    });
  }
  function say(what) { news.textContent = what ? news.dataset[what] : ""; }
  function outside(text) {
    var home = contest.selectedOptions[0].dataset.home;
    return home && text.indexOf(home) !== 0 && home.indexOf(text) !== 0;
  }
  function known(text) {
    if (text.length === 2) { return true; }
    var one = (codes[text.slice(0, 2)] || {})[text.slice(0, 10)];
    return Boolean(one) && (text.length < 13 || has(one[2] || "", Number(text.slice(10))));
  }
  function province_of(text) {
    return Array.prototype.some.call(province.options, function (one) { return one.value === text.slice(0, 2); });
  }
  document.getElementById("cari-kode").addEventListener("submit", function (event) {
    event.preventDefault();
    var text = code.value.replace(/[\s.]/g, "");
    say("");
    if (!/^\d+$/.test(text) || [2, 4, 6, 10, 13].indexOf(text.length) < 0) { say("bad"); return; }
    if (!province_of(text)) { say("unknown"); return; }
    if (outside(text)) { say("outside"); return; }
    load(text.slice(0, 2), function () {
      if (!known(text)) { say("unknown"); return; }
      window.location.href = folder(text) + "/index.html" + (text.length === 13 ? "#" + text : "");
    });
  });
  // What is written as people do: "tamanjaya 3", "TPS 12 Cipare", "Tamanjaya TPS 003", "Cipare, Serang", "TPS 5, desa Cipare".
  function read(text) {
    var number = 0, rest = text.toLowerCase().replace(/\btps\b[\s.:]*(?:no(?:mor|\.)?\s*)?(\d{1,3})?/g, function (_all, digits) {
      number = digits ? Number(digits) : number;
      return " ";
    });
    var last = number ? null : /^(.*\S)[\s,]+(\d{1,3})\s*$/.exec(rest);
    if (last) { rest = last[1]; number = Number(last[2]); }
    var names = rest.split(",").map(function (one) {
      return one.trim().replace(/^(?:kelurahan|desa|kel\.|kecamatan|kec\.|kabupaten|kab\.)\s+/, "").replace(/\s+/g, " ");
    });
    return { number: number, names: names.filter(Boolean) };
  }
  function within(place, names) { // every further name is that of a place above
    var above = [2, 4, 6].map(function (digits) { return codes[province.value][String(place).slice(0, digits)]; });
    var title = province.selectedOptions[0].textContent.toLowerCase();
    return names.slice(1).every(function (one) {
      return title.indexOf(one) >= 0 || above.some(function (each) {
        return each && each[0] !== place && each[1].toLowerCase().indexOf(one) >= 0;
      });
    });
  }
  function show() {
    var written = read(name.value), list = lists[province.value], number = written.number, asked = written.names[0] || "";
    found.textContent = "";
    say("");
    if (!list || asked.length < 2) { return; }
    var hits = list.filter(function (one) {
      return one[1].toLowerCase().indexOf(asked) >= 0 && !outside(String(one[0])) && within(one[0], written.names) &&
        (!number || (one[2] && has(one[2], number)));
    });
    hits.slice(0, 50).forEach(function (one) {
      var line = document.createElement("li"), link = document.createElement("a");
      var station = number ? one[0] + ("00" + number).slice(-3) : "";
      link.href = folder(String(one[0])) + "/index.html" + (station ? "#" + station : "");
      link.textContent = (station ? "TPS " + station.slice(-3) + " " : "") + one[1] + " (" + (station || one[0]) + ")";
      line.appendChild(link);
      found.appendChild(line);
    });
    if (!hits.length) { say("none"); }
  }
  window.telusurNames = function (which, list) {
    lists[which] = list;
    codes[which] = {};
    list.forEach(function (one) { codes[which][one[0]] = one; });
    (wanted[which] || []).forEach(function (next) { next(); });
    wanted[which] = [];
  };
  function load(which, next) {
    if (lists[which]) { next(); return; }
    if (wanted[which] && wanted[which].length) { wanted[which].push(next); return; }
    wanted[which] = [next];
    var script = document.createElement("script");
    script.src = "names/" + which + ".js";
    script.addEventListener("error", function () { wanted[which] = []; say("unknown"); });
    document.head.appendChild(script);
  }
  function ask() { if (province.value) { load(province.value, show); } }
  province.addEventListener("change", ask);
  name.addEventListener("focus", ask);
  name.addEventListener("input", ask);
})();
