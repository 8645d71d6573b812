import type { Location } from "./location.ts";

/** Something of the user's own settings that had no effect, or soon will have none; told in every format. */
export interface Notice {
  readonly kind:
    | "unused-suppression"
    | "expired-suppression"
    | "malformed-suppression"
    | "ignored-attestation"
    | "unused-setting"
    | "stale-baseline"
    | "outgrown-baseline";
  readonly message: string;
  readonly at: Location | null;
}
