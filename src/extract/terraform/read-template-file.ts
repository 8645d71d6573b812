import type { Fact } from "../../model/facts.ts";
import { joinSpans } from "../positions.ts";
import type { Source } from "./lower-expression.ts";
import { readHcl } from "./read-hcl.ts";

const head = "content = <<END_OF_TEMPLATE_FILE\n";

/** A file that `templatefile` fills in, read as the heredoc that it is in all but name. Only JSON is of use here. */
export function readTemplateFile(source: Source): readonly Fact[] {
  if (!/^\s*[[{]/.test(source.text)) return [];
  const { span, line } = source.positions;
  const at = (offset: number): number => offset - head.length;
  const { values, gaps } = readHcl({
    text: `${head}${source.text}\nEND_OF_TEMPLATE_FILE\n`,
    positions: { span: (from, to) => span(at(from), at(to)), line: (offset) => line(at(offset)) },
    seal: source.seal,
  });
  const [content] = values;
  if (content?.value.kind !== "call") return gaps.length > 0 ? gaps : [];
  const whole = { name: "content", value: content.value, span: joinSpans(span(0, 0), content.value.span) };
  return [{ kind: "infrastructure", language: "terraform", role: "template", values: [whole], blocks: [] }];
}
