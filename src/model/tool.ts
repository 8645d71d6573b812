/** How the tool names itself in reports; a test holds the version to that of the package. */
export const tool = { name: "bulkhead", version: "0.1.0" } as const;
