// Takes the code of an invitation out of the address, where it stands behind a "#": it is not sent, nor kept in history.
export default function fragment(input) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!/^[A-Z2-7-]{20,40}$/i.test(code)) return;
  input.value = code;
  history.replaceState(null, "", location.pathname);
}
