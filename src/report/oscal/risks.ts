import type { ReportedFinding } from "../../model/report.ts";
import { type Context, endOf, property } from "./context.ts";
import { markup } from "./text.ts";
import type { Response, Risk } from "./types.ts";

/** What each proven finding can lead to and what to do; of a suppressed one, who accepted it, why and until when. */
export function risksOf(context: Context): Risk[] {
  return context.report.findings
    .filter(({ confidence }) => confidence === "proven")
    .map((finding) => riskOf(context, finding));
}

function riskOf({ identify, origins }: Context, finding: ReportedFinding): Risk {
  const { fingerprint, check, fault, message, suppression } = finding;
  return {
    uuid: identify("risk", fingerprint),
    title: markup(`${check}/${fault}`),
    description: markup(message.says),
    statement: markup(message.because || message.says),
    props: [property("check", check), property("fingerprint", fingerprint)],
    status: suppression === null ? "open" : "deviation-approved",
    origins,
    // From then on it counts again.
    ...(suppression?.expires ? { deadline: endOf(suppression.expires) } : {}),
    remediations: [
      {
        uuid: identify("remediation", fingerprint),
        lifecycle: "recommendation",
        title: "What to do",
        description: markup(message.fix || message.says),
      },
      ...(suppression === null ? [] : [acceptanceOf(identify("acceptance", fingerprint), suppression)]),
    ],
    "related-observations": [{ "observation-uuid": identify("finding", fingerprint) }],
  };
}

function acceptanceOf(uuid: string, suppression: NonNullable<ReportedFinding["suppression"]>): Response {
  const { by, reason, owner, expires, at } = suppression;
  return {
    uuid,
    lifecycle: "completed",
    title: "Accepted",
    description: markup(reason || "Present when the baseline was taken."),
    props: [
      { name: "type", value: "accept" },
      property("by", by),
      ...(owner === null ? [] : [property("owner", owner)]),
      ...(expires === null ? [] : [property("expires", expires)]),
      ...(at === null ? [] : [property("written-at", `${at.path}:${at.startLine}`)]),
    ],
  };
}
