import type { Attestation } from "../../model/attestation.ts";
import { html, type Markup } from "./markup.ts";
import { pathText, placeCode } from "./places.ts";

const answers: Readonly<Record<Attestation["answer"], string>> = {
  yes: "Yes",
  no: "No",
  "not-applicable": "Does not apply",
};

/** Who vouches for what the repository leaves open, until when, and on what grounds. */
export function attestationBlock({ answer, evidence, by, date, expires, at }: Attestation): Markup {
  return html`<div class="attestation"><h4>Attested</h4>
<dl class="pairs"><div><dt>Answer</dt><dd>${answers[answer]}</dd></div><div><dt>By</dt><dd>${by}, ${date}</dd></div><div><dt>Holds until</dt><dd>${expires}</dd></div><div><dt>Evidence</dt><dd>${pathText(evidence)}</dd></div><div><dt>Written in</dt><dd>${placeCode(at)}</dd></div></dl>
</div>`;
}
