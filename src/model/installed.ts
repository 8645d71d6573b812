/** Which version of a package code gets: what a lockfile says was installed, or the range that package.json asks for. */
export type Installed =
  | { readonly kind: "exact"; readonly versions: readonly string[] }
  | { readonly kind: "range"; readonly range: string };
