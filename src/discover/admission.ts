import { isLockfile } from "./zones.ts";

/** How much of a tree is read before the rest becomes a gap. All sizes are in bytes. */
export interface Limits {
  readonly fileBytes: number;
  readonly lockfileBytes: number;
  readonly files: number;
  /** Folders below the root. */
  readonly depth: number;
  /** Entries looked at inside ignored folders while searching them for environment files. */
  readonly ignoredEntries: number;
}

/** Generous for a large monorepo, and an end to a tree that was built to have none. */
export const defaultLimits: Limits = {
  fileBytes: 2 * 1024 * 1024,
  lockfileBytes: 8 * 1024 * 1024,
  files: 100_000,
  depth: 64,
  ignoredEntries: 50_000,
};

/** The largest size at which a file of this name is read. */
export function byteLimit(name: string, limits: Limits): number {
  return isLockfile(name) ? limits.lockfileBytes : limits.fileBytes;
}

/** Folders that a tool owns: installed dependencies, version control and caches. Never entered, ignored or not. */
export function isToolFolder(name: string): boolean {
  return TOOL_FOLDERS.has(name);
}

/** Folders that hold a build's output once git ignores them. Unignored they may be source, so only the two together count. */
export function isOutputFolder(name: string): boolean {
  return OUTPUT_FOLDERS.has(name);
}

/** Files that hold an environment's real values and are therefore read although git ignores them. */
export function isEnvironmentFile(name: string): boolean {
  return ENVIRONMENT_FILE.test(name) && !isBinaryName(name);
}

/** Lockfiles of vendored code say nothing about the audited stack. */
export function isVendoredLockfile(path: string, name: string): boolean {
  return isLockfile(name) && VENDORED.test(path);
}

/** Whether the extension alone says that a file holds no text. */
export function isBinaryName(name: string): boolean {
  return name.includes(".") && BINARY.has(extensionOf(name));
}

/** Whether the name promises text, so that the content need not be looked at before the file is listed. */
export function isTextName(name: string): boolean {
  return TEXT.has(extensionOf(name)) || ENVIRONMENT_FILE.test(name);
}

/** What follows the last dot; the whole of a name without one, which serves `Dockerfile`. */
function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ""));

// .vercel is missing on purpose: `vercel env pull` leaves .vercel/.env.production.local there.
const TOOL_FOLDERS = words(`
  .git .hg .svn .jj node_modules bower_components jspm_packages .pnpm-store .yarn .venv site-packages __pycache__
  .tox .nox .mypy_cache .pytest_cache .ruff_cache .gradle .terraform .terragrunt-cache .serverless .aws-sam cdk.out
  .next .nuxt .output .svelte-kit .astro .docusaurus .angular .expo .parcel-cache .turbo .nx .vite .cache .wrangler
`);

const OUTPUT_FOLDERS = words(`
  dist build out output target coverage vendor venv storybook-static playwright-report test-results
`);

const ENVIRONMENT_FILE = /^\.env(?:$|[.\-_])|^\.envrc$|\.env$|^\.dev\.vars(?:$|\.)/;

const VENDORED = /(?:^|\/)(?:vendor|vendored|third[-_]party)\//;

const BINARY = words(`
  png jpg jpeg gif webp avif bmp ico icns tif tiff heic psd ai eps sketch fig
  woff woff2 ttf otf eot mp3 mp4 m4a wav ogg flac webm mov avi mkv
  zip gz tgz bz2 xz zst br 7z rar tar jar war whl egg apk ipa dmg iso deb rpm
  pdf doc docx xls xlsx ppt pptx odt ods odp
  exe dll so dylib a o obj lib class pyc pyo wasm node bin dat lockb
  db sqlite sqlite3 mdb parquet arrow feather avro orc npy npz pkl pickle pt pth onnx safetensors gguf h5 tflite faiss
  p12 pfx jks keystore der ds_store
`);

const TEXT = words(`
  ts tsx mts cts js jsx mjs cjs json jsonc json5 jsonl ndjson yaml yml toml ini cfg conf properties env
  md mdx txt rst adoc html htm css scss sass less svg xml csv tsv sql prisma graphql gql proto
  py pyi rb go rs java kt kts scala php cs swift c h cc cpp hpp sh bash zsh fish ps1 bat
  tf tfvars hcl bicep vue svelte astro ejs hbs jinja jinja2 j2 tpl tmpl template example sample
  lock map snap patch diff log gitignore gitattributes dockerignore npmrc nvmrc editorconfig dockerfile makefile
`);
