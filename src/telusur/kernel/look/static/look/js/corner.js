// The corner screen changes its slides by itself, keeps its clock, and asks now and then for what is new. When the network
// is lost, what was last known stays and the screen says so. Keys: left, right, space or P (pause), F (whole screen).
// Written for browsers of old televisions, so no module and nothing newer than ES5; without scripts a refresh in the
// page's head leads from slide to slide.
(function () {
  "use strict";
  var body = document.body, told = body.dataset;
  var stay = told.stay * 1000, refresh = told.refresh * 1000, east = told.minutesEast * 60000;
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var paused = /[?&]jeda=1/.test(location.search), shown = 0, timer = null, ahead = 0;
  var one = function (name) { return document.querySelector("[data-" + name + "]"); };
  var slides = function () { return document.querySelectorAll("[data-slide]"); };
  var two = function (number) { return (number < 10 ? "0" : "") + number; };
  var toggle = one("toggle"), clock = one("clock"), lastTime = clock.textContent;

  function show(place) {
    var all = slides();
    shown = (place + all.length) % all.length;
    for (var i = 0; i < all.length; i += 1) all[i].hidden = i !== shown;
    one("place").textContent = shown + 1;
    one("count").textContent = all.length;
    run();
  }

  function run() {
    clearTimeout(timer);
    if (!paused) timer = setTimeout(function () { show(shown + 1); }, calm ? stay * 2 : stay);
    toggle.textContent = paused ? told.goOn : told.pause;
  }

  function pause() {
    paused = !paused;
    run();
  }

  // The clock is that of the server, whatever the television believes: `ahead` is by how much it is ahead of ours.
  function tick() {
    var now = new Date(Date.now() + ahead + east), zone = clock.textContent.replace(/^[\d.:\s]+/, "");
    var sign = document.documentElement.lang === "id" ? "." : ":";
    clock.textContent = two(now.getUTCHours()) + sign + two(now.getUTCMinutes()) + " " + zone;
  }

  function lost() {
    one("state").textContent = told.lost.replace("{time}", lastTime);
  }

  function renew(request) {
    var page = document.implementation.createHTMLDocument(""), at = Date.parse(request.getResponseHeader("Date") || "");
    page.documentElement.innerHTML = request.responseText;
    if (!page.querySelector("[data-slides]")) return lost();
    if (page.querySelector("script[src]").getAttribute("src") !== document.querySelector("script[src]").getAttribute("src")) return location.reload();
    ["slides", "aside", "asof", "day"].forEach(function (part) {
      one(part).innerHTML = page.querySelector("[data-" + part + "]").innerHTML;
    });
    one("state").textContent = "";
    if (at) ahead = at - Date.now();
    tick();
    lastTime = clock.textContent;
    show(Math.min(shown, slides().length - 1));
  }

  function ask() {
    var request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.timeout = 20000;
    request.onload = function () { if (request.status === 200) renew(request); else lost(); };
    request.onerror = request.ontimeout = lost;
    request.send();
  }

  body.addEventListener("click", function (event) {
    var target = event.target;
    while (target && target !== body && !target.hasAttribute("data-step") && !target.hasAttribute("data-toggle")) target = target.parentNode;
    if (!target || target === body) return;
    event.preventDefault();
    if (target.hasAttribute("data-toggle")) pause(); else show(shown + Number(target.getAttribute("data-step")));
  });

  document.addEventListener("keydown", function (event) {
    var key = event.key || "", code = event.keyCode;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "ArrowRight" || code === 39) show(shown + 1);
    else if (key === "ArrowLeft" || code === 37) show(shown - 1);
    else if (code === 32 || code === 80 || code === 19 || code === 415 || code === 10252) pause();
    else if (code === 70) whole();
    else return;
    event.preventDefault();
  });

  function whole() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (body.requestFullscreen) document.documentElement.requestFullscreen();
  }

  if (body.requestFullscreen) {
    one("whole").hidden = false;
    one("whole").addEventListener("click", whole);
  }
  toggle.setAttribute("role", "button");
  for (var i = 0; i < slides().length; i += 1) if (!slides()[i].hidden) shown = i;
  run();
  ask();
  setInterval(ask, refresh);
  setInterval(tick, 1000);
}());
