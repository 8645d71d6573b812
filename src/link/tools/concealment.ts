/** What a text asks the model to keep from whoever it works for. */
export interface Concealment {
  /** The words that ask for it. */
  readonly words: string;
  /** What the same text orders beside it: another order of calls, or content that is handed over; null where it orders nothing. */
  readonly orders: string | null;
}

const reader = "(?:the |your |our )?(?:user|users|human|person|customer|reader|operator|people|anyone|anybody)";

const asksForSilence: readonly RegExp[] = [
  new RegExp(
    `\\b(?:do not|don['’]t|never|without|must not|should not|avoid)\\s+(?:ever\\s+)?(?:mention(?:ing)?|tell(?:ing)?|say(?:ing)?|inform(?:ing)?|notify(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|alert(?:ing)?|let(?:ting)?|show(?:ing)?|report(?:ing)?)\\b[^.!?\\n]{0,60}?\\b${reader}\\b`,
    "i",
  ),
  new RegExp(`\\b(?:hide|conceal|keep)\\b[^.!?\\n]{0,40}?\\b(?:from|secret from|hidden from)\\s+${reader}\\b`, "i"),
  /\b(?:do not|don['’]t|never)\s+mention\s+(?:that\s+you|this\s+(?:instruction|step|call|tool|note))\b/i,
];

const ordersElse: readonly RegExp[] = [
  /\b(?:before|prior to)\s+(?:using|calling|invoking|running)?\s*(?:any|every|all|each)\s+(?:other\s+)?(?:tools?|calls?|actions?|answers?|requests?)\b/i,
  /\b(?:must|always)\s+(?:be\s+)?(?:called?|used?|invoked?|run)\b[^.!?\n]{0,30}?\b(?:first|before)\b/i,
  /\b(?:before|when|after)\s+(?:using|calling)\s+this\s+tool\b[^!?\n]{0,80}?\b(?:read|open|fetch|cat|send)\b/i,
  /\b(?:read|open|send|include|pass|attach|copy|upload)\b[^.!?\n]{0,60}?(?:~\/\.|\.ssh\b|\bid_rsa\b|\.env\b|mcp\.json|\bcredentials?\b|\bprivate key\b|\bapi keys?\b|\bpasswords?\b|\bsystem prompt\b|\bconversation (?:history|so far)\b|\bprevious messages\b)/i,
];

/**
 * An honest description tells the model what to do, and may tell it what not to show; silence towards the user about what
 * was done, together with an order that reaches beyond the tool itself, is what poisoned ones are made of.
 */
export function concealmentIn(text: string): Concealment | null {
  const words = firstOf(asksForSilence, text);
  return words === null ? null : { words, orders: firstOf(ordersElse, text) };
}

function firstOf(patterns: readonly RegExp[], text: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (found) return found[0].replace(/\s+/g, " ");
  }
  return null;
}
