// Typing a form like a spreadsheet: Enter goes on, arrows move, x - and ? fill a cell. Each part is kept on the server
// as it is typed; what could not be kept is tried again, so that neither a power cut nor a bad line loses it.
const WAIT = 900, AGAIN = 5000;

export default function sheet(form) {
  const cells = [...form.querySelectorAll("input[data-cell]")];
  const rows = [...form.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("input[data-cell]")]).filter((row) => row.length);
  const status = form.querySelector("[data-saved]");
  const keys = form.querySelector("[data-keys]");
  const changed = new Set();
  let timer, last = cells[0], handed = false;
  for (const button of form.querySelectorAll("[data-save]")) button.parentElement.hidden = true;
  for (const cell of cells) cell.inputMode = "numeric";
  if (keys) keys.hidden = false;

  const go = (cell) => {
    cell?.closest("details")?.setAttribute("open", "");
    cell?.focus();
    cell?.select();
    return Boolean(cell);
  };
  const after = (cell) => go(cells[cells.indexOf(cell) + 1]) || form.querySelector("[data-hand-in]")?.focus();
  const beside = (cell, down) => {
    const at = rows.findIndex((row) => row.includes(cell));
    const row = rows[at + down];
    return row?.[Math.min(rows[at].indexOf(cell), row.length - 1)];
  };
  const put = (cell, sign) => { cell.value = sign; cell.dispatchEvent(new Event("input", { bubbles: true })); after(cell); };

  const save = async () => {
    clearTimeout(timer);
    if (!changed.size || handed || !form.dataset.draft) return;
    const parts = [...changed];
    changed.clear();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const cell of cells) if (parts.includes(cell.closest("[data-part]").dataset.part)) body.set(cell.name, cell.value);
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
      const said = await answer.json();
      if (!answer.ok) { status.textContent = said.refused; return; }
      status.textContent = said.saved;
    } catch {
      for (const part of parts) changed.add(part);
      timer = setTimeout(save, AGAIN);
    }
  };

  form.addEventListener("focusin", (event) => { if (cells.includes(event.target)) last = event.target; });
  form.addEventListener("input", (event) => {
    if (!cells.includes(event.target)) return;
    changed.add(event.target.closest("[data-part]").dataset.part);
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cells.includes(cell) || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = {
      Enter: () => (event.shiftKey ? go(cells[cells.indexOf(cell) - 1]) : after(cell)),
      ArrowDown: () => go(beside(cell, 1)),
      ArrowUp: () => go(beside(cell, -1)),
      ArrowLeft: cell.selectionEnd === 0 && (() => go(cells[cells.indexOf(cell) - 1])),
      ArrowRight: cell.selectionStart === cell.value.length && (() => go(cells[cells.indexOf(cell) + 1])),
      x: () => put(cell, "x"), X: () => put(cell, "x"), "-": () => put(cell, "x"), "?": () => put(cell, "?"),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
  keys?.addEventListener("click", (event) => { if (event.target.dataset.put) put(last, event.target.dataset.put); });
  form.addEventListener("submit", () => { handed = true; });
  addEventListener("pagehide", save);
  // Who began to type before this script came over a slow line is left where he is.
  if (!form.contains(document.activeElement)) go(cells.find((cell) => !cell.value && !cell.closest("details:not([open])")));
}
