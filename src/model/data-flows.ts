import type { Place } from "./location.ts";

/** How data gets from one environment, or one tenant, to another. */
export interface DataFlows {
  readonly copies: readonly DataCopy[];
  readonly masks: readonly Mask[];
  readonly tenantChoices: readonly TenantChoice[];
}

/** What removes personal data before a model gets it. */
export interface Mask {
  readonly name: string;
  readonly at: Place;
  /** Whether it leaves the answers of tools as they are; null if that is not known. */
  readonly leavesToolResults: boolean | null;
}

/** A job that takes data out of one store and puts it into another. */
export interface DataCopy {
  /** `pg_dump`, `aws s3 sync`. */
  readonly tool: string;
  readonly workflow: string;
  readonly job: string;
  readonly from: CopyEnd;
  readonly to: CopyEnd;
  /** A command of the same job that says that it masks the data. */
  readonly masked: { readonly command: string; readonly at: Place } | null;
}

export interface CopyEnd {
  /** The variable or address by which it is opened, never a value. */
  readonly name: string;
  /** The environment that its name tells; null if it tells none. */
  readonly environment: string | null;
  readonly at: Place;
}

/** A call on a store whose tenant is what the model passed. */
export interface TenantChoice {
  readonly tool: string;
  readonly service: string;
  readonly toolAt: Place;
  readonly parameter: string;
  readonly operation: string;
  /** The key of the filter, or the method that narrows the store. */
  readonly scope: string;
  readonly at: Place;
  readonly path: readonly Place[];
  /** Whether anything is asked before the call; what it compares is not weighed. */
  readonly guarded: boolean;
}

export const noDataFlows: DataFlows = { copies: [], masks: [], tenantChoices: [] };
