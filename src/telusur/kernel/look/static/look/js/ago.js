// Says beside a time how long ago it was: <time datetime="…" data-component="ago">.
const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

export default function ago(time) {
  const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ["minute", 60];
  if (Math.abs(seconds) > 30 * 86400) return;
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  time.append(` (${words.format(Math.round(seconds / length), unit)})`);
}
