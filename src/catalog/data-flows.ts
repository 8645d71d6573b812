import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** Programs that take the data out of a database, and those that put such data in. */
export const dumpers = /^(pg_dump|pg_dumpall|mongodump|mysqldump|mariadb-dump)$/;
export const loaders = /^(pg_restore|mongorestore|psql|mysql|mariadb)$/;
/** These run any statement; they load data where they are given a file or the output of another program. */
export const statementRunners = /^(psql|mysql|mariadb)$/;
/** Options of a dump that leave the data where it is. */
export const schemaOnly = /(^|\s)(--schema-only|-s|--no-data|-d)(\s|$)/;

/** Words of what hides or replaces personal data on the way. */
export const maskingWords =
  /mask|anonymi[sz]|pseudonymi[sz]|scrub|sanitiz|sanitis|redact|obfuscat|synthetic|greenmask|neosync|snaplet|pgcopyanon|pg_anon|faker/i;

/** What removes personal data before a model or an index gets it; the names stand in langchain 1.5.14 and @mastra/core 0.24.9. */
export const maskers: readonly MaskEntry[] = [
  // Read in 1.5.14: `applyToToolResults` is false by default.
  { symbol: symbols("langchain", "piiMiddleware"), toolResults: at("1.applyToToolResults") },
  { symbol: symbols("langchain", "piiRedactionMiddleware") },
  { symbol: symbols(["@mastra/core/processors", "@mastra/core/agent/input-processor/processors"], "PIIDetector") },
];

export interface MaskEntry {
  readonly symbol: SymbolPattern;
  /** The option without which the answers of tools go to the model as they are; absent where nothing is known of them. */
  readonly toolResults?: readonly ArgumentPath[];
}
