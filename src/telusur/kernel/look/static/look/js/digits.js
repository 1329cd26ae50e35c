// Typing sheets of paper: a digit from 1 to 4 goes on by itself, Enter goes to the next line, arrows move.
const place = (input) => {
  const cell = input.closest("td");
  return cell ? [cell.parentElement, [...cell.parentElement.children].indexOf(cell)] : [];
};
const at = (row, column) => row?.children[column]?.querySelector("input, select");

export default function digits(form) {
  form.addEventListener("input", (event) => {
    const [row, column] = place(event.target);
    if (row && event.target.maxLength === 1 && /^[1-4]$/.test(event.target.value)) at(row, column + 1)?.focus();
  });
  form.addEventListener("keydown", (event) => {
    const [row, column] = place(event.target);
    if (!row) return;
    const digit = event.target.maxLength === 1;
    const next = { Enter: at(row.nextElementSibling, 0) };
    if (digit) Object.assign(next, { ArrowUp: at(row.previousElementSibling, column), ArrowDown: at(row.nextElementSibling, column), ArrowLeft: at(row, column - 1), ArrowRight: at(row, column + 1) });
    if (digit && event.key === "Backspace" && !event.target.value) next.Backspace = at(row, column - 1);
    if (!(event.key in next)) return;
    event.preventDefault();
    next[event.key]?.focus();
    next[event.key]?.select?.();
  });
}
