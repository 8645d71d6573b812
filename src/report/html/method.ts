import { html } from "./markup.ts";
import type { Section } from "./section.ts";

/** How the report came about and what it therefore cannot say. */
export function methodSection(): Section {
  return {
    id: "method",
    title: "Method, and what it does not inspect",
    body: html`<p>The files of the repository were read, and nothing in them was run. Configuration and code were joined into one model of the stack; values and calls were followed through the code; twelve controls were judged on that model. A check fails only on what is proven, passes only on evidence, and is otherwise unknown.</p>
<p>The report therefore does not establish:</p>
<ul class="limits">
<li>what is set outside of the repository: in vaults, on the pages of a platform, in the cloud account, on a developer’s machine. Equal names of secrets do not prove equal values, nor do two names prove two values;</li>
<li>what happens when it runs: network paths, proxies and aliases, what a model chooses, what packages compute, who has access;</li>
<li>what a vendor’s key may do, and which account it belongs to;</li>
<li>agents and tools written in languages other than TypeScript and JavaScript;</li>
<li>that a gate which was found is the only way to what it guards, beyond the paths that were followed;</li>
<li>whatever is listed under “What was not inspected”.</li>
</ul>
<p>It is a reading of one revision, and no certification by any of the frameworks it refers to.</p>`,
  };
}
