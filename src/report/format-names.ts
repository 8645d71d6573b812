/** Apart from what makes them, so that a command line is understood, and helped with, before any of it is loaded. */
export const formatNames = ["terminal", "json", "sarif", "html", "markdown", "github", "junit", "oscal"] as const;

export type Format = (typeof formatNames)[number];
