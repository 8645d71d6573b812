/** A path of settings; nested blocks and lists on the way are gone through. */
export type SettingPath = readonly string[];

/** One way in which a resource gives variables to a program. */
export type Provision =
  /** `{ NAME = value }`; `value` is the setting of it that holds the value, if it is an object. */
  | { readonly as: "map"; readonly at: SettingPath; readonly value?: string; readonly store?: string }
  /** A list of `{ name, value }`, of which the first of `values` that is there counts. */
  | { readonly as: "list"; readonly at: SettingPath; readonly name: string; readonly values: readonly Held[] }
  /** The resource as a whole is one variable. */
  | { readonly as: "one"; readonly name: SettingPath; readonly values: readonly Held[] };

/** Where a value stands; with `store` what stands there is the name that it has in a secret store, given in parts. */
export interface Held {
  readonly at: SettingPath;
  readonly store?: string;
  readonly parts?: readonly string[];
  /** What stands there is the name of an entry of another list of the resource, which holds the value. */
  readonly listed?: { readonly at: SettingPath; readonly name: string; readonly values: readonly SettingPath[] };
}

/** A kind of resource that gives variables to a program, or holds them for one. */
export interface ProgramEntry {
  readonly type: RegExp;
  readonly provisions: readonly Provision[];
  /** Settings with a path of the code that it runs. */
  readonly code?: readonly SettingPath[];
  /** Settings with the image of its container. */
  readonly images?: readonly SettingPath[];
  /** Settings that name the program. */
  readonly names?: readonly SettingPath[];
  /** Settings of the resource, or of one variable in it, that name the environments it is for. */
  readonly environments?: readonly SettingPath[];
  /** The setting with the role or account that it runs as, which clients take in place of a key. */
  readonly role?: SettingPath;
  /** It holds for one environment or for all of them, whichever state it stands in. */
  readonly ownEnvironment?: true;
  /** It also takes settings of a chart or module that is not known, of which those that are variables count. */
  readonly loose?: true;
  /** Environments by the key under which they stand, with what the platform calls them. */
  readonly under?: { readonly at: SettingPath; readonly keys: readonly string[] };
}
