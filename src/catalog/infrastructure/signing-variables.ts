/** What clients of AWS read their key from; a program that runs under a role has the role in its place. */
export const roleVariable = "AWS_SECRET_ACCESS_KEY";

/** The variable by which clients of Azure would sign in with a secret; the identity of a program takes its place. */
export const identityVariable = "AZURE_CLIENT_SECRET";
