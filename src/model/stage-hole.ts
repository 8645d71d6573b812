/**
 * Stands in names and paths for a stage that the file leaves to whoever deploys it: `/agent/<stage>/key`. No path and
 * no name in a store has angle brackets.
 */
export const stageHole = "<stage>";

/** The store of a value that is the name of the stage itself. */
export const stageStore = "stage";
