/**
 * A string written in the audited repository, reduced to what may leave the extractor.
 *
 * `text` is kept only where the string is plainly no secret (a region, an index name, a host). For everything
 * else there is a digest under a random key of this run, which tells equal from different and nothing more.
 */
export interface Sealed {
  /** Keyed digest of the whole value, hex. Comparable within one run only. */
  readonly digest: string;
  readonly nature: "secret" | "public-key" | "plain" | "placeholder" | "empty";
  /** What the value looks like, never the value: `sk_live_…`, `postgres URL`, `JWT`, `32 characters`. */
  readonly shape: string;
  /** Of a secret: by what it was taken for one. */
  readonly form?: SecretForm;
  /** Only when `nature` is `plain`. */
  readonly text?: string;
  /** Put together when infrastructure is applied, and written nowhere in the repository. */
  readonly isMade?: true;
  /** What a connection string or URL opens, without user, password, token or query secrets. */
  readonly address?: Address;
  /** The account of a connection string, where it is the one that may do everything on the server: `postgres`, `root`, `sa`. */
  readonly superuser?: string;
  /** Digest of the password or token inside a connection string or URL. */
  readonly credential?: string;
  /**
   * The environment that the value itself names (`sk_test_`, `prd.…`), as written, and the digest of the rest:
   * one secret under two tags has equal `rest`.
   */
  readonly tag?: { readonly says: string; readonly rest: string; readonly issuedBy: "vendor" | "project" };
}

/**
 * How sure it is that a value is secret. `vendor-key`, `private-key` and `login` (a connection string or URL with a
 * password in it) are known by their form, `token` is a JWT or a key of a form that public ones have too, `generated`
 * looks random, and `named` is secret by the name of its variable alone.
 */
export type SecretForm = "vendor-key" | "private-key" | "login" | "token" | "generated" | "named";

/**
 * What a store client opens, in the three levels of CONTROLS §5.1: another `address` separates, another `container`
 * separates only with a credential limited to it, another `scope` never does.
 */
export interface Address {
  /** `postgres`, `redis`, `pinecone`, `http`, … */
  readonly provider: string;
  /** Host with a non-default port, lower case; a file path for embedded stores. */
  readonly host: string | null;
  /** Database, project, bucket or index with an endpoint of its own. */
  readonly name: string | null;
  readonly container: string | null;
  readonly scope: string | null;
}
