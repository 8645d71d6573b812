/**
 * Stands in names and paths for a stage that the file leaves to whoever deploys it: `/agent/${stage}/key`. Nothing else
 * writes it, since a format that has stages replaces what it writes in braces.
 */
export const stageHole = "${stage}";

/** The store of a value that is the name of the stage itself. */
export const stageStore = "stage";
