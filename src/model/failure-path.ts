export type FailurePathNumber = 1 | 2 | 3 | 4;

/** The four ways in which a missing boundary turns into an incident, in the order of the article they come from. */
export const failurePathTitles: Readonly<Record<FailurePathNumber, string>> = {
  1: "A test agent fires a production API call",
  2: "A staging agent reads live customer data and pollutes the eval",
  3: "A CI run writes to a store that feeds the production context",
  4: "A prompt-injection test reaches a real vendor endpoint",
};

export const failurePathNumbers: readonly FailurePathNumber[] = [1, 2, 3, 4];
