/** How far the work on a repository is: files read, the step of joining them, controls judged. */
export type Progress =
  | { readonly phase: "extract"; readonly files: number; readonly of: number }
  | { readonly phase: "link"; readonly step: string }
  | { readonly phase: "judge"; readonly control: string; readonly done: number; readonly of: number };

/** Is told of progress while the work goes on, often and at once: the one who listens decides what to show, and when. */
export type OnProgress = (progress: Progress) => void;
