/** The formats in which a line is explained by name; apart from what makes them, as those of a report are. */
export const explanationFormatNames = ["terminal", "json"] as const;

export type ExplanationFormat = (typeof explanationFormatNames)[number];
