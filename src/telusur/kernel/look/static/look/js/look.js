// Binds each element with data-component="name …" to the module of that name. Pages work without any of them.
const modules = {
  ago: () => import("./ago.js"),
  applicant: () => import("./applicant.js"),
  autosubmit: () => import("./autosubmit.js"),
  copy: () => import("./copy.js"),
  confirm: () => import("./confirm.js"),
  digits: () => import("./digits.js"),
  draft: () => import("./draft.js"),
  filter: () => import("./filter.js"),
  fragment: () => import("./fragment.js"),
  keys: () => import("./keys.js"),
  kiosk: () => import("./kiosk.js"),
  menu: () => import("./menu.js"),
  once: () => import("./once.js"),
  print: () => import("./print.js"),
  redaction: () => import("./redaction.js"),
  sheet: () => import("./sheet.js"),
  shortcuts: () => import("./shortcuts.js"),
  summary: () => import("./summary.js"),
  unsaved: () => import("./unsaved.js"),
  work: () => import("./work.js"),
};
const bound = new WeakMap();

export function bind(root) {
  const elements = [...root.querySelectorAll("[data-component]")];
  if (root.matches?.("[data-component]")) elements.unshift(root);
  for (const element of elements) {
    const done = bound.get(element) ?? new Set();
    bound.set(element, done);
    for (const name of element.dataset.component.split(/\s+/)) {
      if (!modules[name] || done.has(name)) continue;
      done.add(name);
      modules[name]().then((module) => module.default(element));
    }
  }
}

bind(document.body);
document.addEventListener("htmx:load", (event) => bind(event.detail.elt));
