// Keeps what was typed in this tab's own store until the form is sent. Files, secrets and fields marked data-private are not kept.
const kept = (input) => input.name && !["hidden", "password", "file", "submit"].includes(input.type) && !("private" in input.dataset);

export default function draft(form) {
  const key = `draft:${location.pathname}:${form.id}`;
  const inputs = () => [...form.elements].filter(kept);
  const identity = (input) => (["checkbox", "radio"].includes(input.type) ? `${input.name}=${input.value}` : input.name);
  try {
    const saved = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (saved && !form.querySelector("[aria-invalid=true]")) {
      for (const input of inputs()) {
        const value = saved[identity(input)];
        if (value === undefined) continue;
        if (["checkbox", "radio"].includes(input.type)) input.checked = value;
        else if (!input.value) input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  } catch { sessionStorage.removeItem(key); }
  let timer;
  const save = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    const values = inputs().map((input) => [identity(input), ["checkbox", "radio"].includes(input.type) ? input.checked : input.value]);
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(values)));
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  });
  addEventListener("pagehide", save);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = undefined;
    sessionStorage.removeItem(key);
  });
}
