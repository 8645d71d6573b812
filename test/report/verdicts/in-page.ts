import { fromChecks, type Verdicts } from "./verdicts.ts";

/** What the HTML page says, by the anchors that its parts are linked by. */
export function inHtml(text: string): Verdicts {
  const checks = text.matchAll(/<details class="check ([a-z-]+)" id="check-([a-z-]+?)--([a-z-]+)"/g);
  const controls = text.matchAll(
    /<tr role="row" class="([a-z-]+)"><td role="cell" class="no">.*?href="#control-([a-z-]+)"/g,
  );
  const signals = text.matchAll(/<li class="signal ([a-z-]+)" id="signal-(\d)"/g);
  const findings = text.split('<article class="finding"').slice(1);
  const proven = findings.filter((part) => part.includes('aria-label="Finding: '));
  return {
    ...fromChecks(Object.fromEntries([...checks].map(([, status, slug, name]) => [`${slug}/${name}`, status ?? ""]))),
    readiness: Object.fromEntries([...controls].map(([, readiness, slug]) => [slug, readiness ?? ""])),
    signals: Object.fromEntries([...signals].map(([, status, number]) => [number, status ?? ""])),
    findings: {
      proven: proven.length,
      suppressed: proven.filter((part) => part.slice(0, part.indexOf("</article>")).includes('class="suppressed"'))
        .length,
    },
  };
}
