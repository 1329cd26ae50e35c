// One question a screen: a choice goes on by itself. Left alone, the screen begins anew for the next visitor.
const IDLE = 90000;

export default function kiosk(form) {
  const steps = [...form.querySelectorAll("[data-step]")];
  const count = Object.assign(document.createElement("p"), { className: "kiosk__count", ariaLive: "polite" });
  const make = (words) => Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: words });
  const [back, next] = [make(form.dataset.back), make(form.dataset.next)];
  const ways = Object.assign(document.createElement("p"), { className: "actions kiosk__ways" });
  ways.append(back, next);
  form.prepend(count);
  form.append(ways);
  for (const step of steps) step.tabIndex = -1;
  let now = 0;
  const show = (place) => {
    now = Math.max(0, Math.min(place, steps.length - 1));
    steps.forEach((step, n) => { step.hidden = n !== now; });
    count.textContent = form.dataset.count.replace("{n}", now + 1).replace("{total}", steps.length);
    back.hidden = now === 0;
    next.hidden = now === steps.length - 1;
    steps[now].focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  back.addEventListener("click", () => show(now - 1));
  next.addEventListener("click", () => show(now + 1));
  // A press goes on; arrow keys only move among the choices.
  form.addEventListener("click", (event) => {
    if (event.target.type === "radio" && event.detail > 0) setTimeout(() => show(now + 1), 200);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "radio") { event.preventDefault(); show(now + 1); }
  });
  let idle;
  const rest = () => { clearTimeout(idle); idle = setTimeout(() => location.replace(form.dataset.home), IDLE); };
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, rest);
  rest();
  show(0);
}
