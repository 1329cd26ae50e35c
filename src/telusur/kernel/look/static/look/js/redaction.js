// Draws a box on the picture of a page and writes it, in percent, into the fields of the form beside it; the fields
// move the box, and arrow keys in them do what they do in every number. Without scripts the fields are all there is.
const WHOLE = 10000;

export default function redaction(figure) {
  const svg = figure.querySelector("svg");
  const fields = ["left", "top", "width", "height"].map((name) => document.querySelector(`#tandai [name=${name}]`));
  const draft = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  draft.setAttribute("class", "redaction__draft");
  const comma = document.documentElement.lang === "id";
  const number = (text) => Number(String(text).replace(",", "."));
  const text = (share) => share.toFixed(2).replace(".", comma ? "," : ".");

  const show = () => {
    const sides = fields.map((field) => number(field.value) * (WHOLE / 100));
    if (sides.some((side) => !Number.isFinite(side)) || !sides[2] || !sides[3]) return draft.remove();
    ["x", "y", "width", "height"].forEach((name, at) => draft.setAttribute(name, String(sides[at])));
    svg.append(draft);
  };
  const place = (event) => {
    const frame = svg.getBoundingClientRect();
    const share = (at, start, length) => Math.min(100, Math.max(0, ((at - start) / length) * 100));
    return [share(event.clientX, frame.left, frame.width), share(event.clientY, frame.top, frame.height)];
  };
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    from = place(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = place(event);
    const values = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    fields.forEach((field, at) => { field.value = text(values[at]); });
    show();
  });
  const end = () => { from = null; };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  for (const field of fields) {
    field.addEventListener("input", show);
    field.addEventListener("keydown", (event) => {
      const step = { ArrowUp: 0.5, ArrowDown: -0.5 }[event.key];
      if (!step) return;
      event.preventDefault();
      field.value = text(Math.min(100, Math.max(0, (number(field.value) || 0) + step * (event.shiftKey ? 10 : 1))));
      show();
    });
  }
  show();
}
