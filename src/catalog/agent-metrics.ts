/** Words of measurements that are about models, agents and tools; errors and latencies of a machine are not. */
const words =
  /agent|llm|gen_?ai|\bai\b|tool[_ -]?call|tool_|refus|guardrail|moderation|hallucinat|prompt|completion|token_?(?:usage|count|budget|spend)|input_tokens|output_tokens|\btokens\b|model[_ -](?:error|latency|call|invocation)|openai|anthropic|bedrock|claude|gpt|gate[_ -]?den|eval[_ -]|\bevals?\b|groundedness|retriev|\brag\b|mcp/i;

/** Whether the words of an alert name what an agent does. */
export function namesAgentMetric(text: string): boolean {
  return words.test(text.replace(/([a-z])([A-Z])/g, "$1_$2"));
}
