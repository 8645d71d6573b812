import ignore from "ignore";
import type { BindingsFact } from "../../model/binding-facts.ts";
import type { IgnoredInImageFact, ImageCopiesFact } from "../../model/deployment-facts.ts";
import { isSampleName } from "../../model/deployment-name.ts";
import type { Fact, Located } from "../../model/facts.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { ImageCopy } from "../../model/secret-scope.ts";
import { directoryOf } from "../program/resolve.ts";

/** Copies of files with secret values in them into an image that runs. */
export function imageCopies(facts: readonly Located<Fact>[]): readonly ImageCopy[] {
  const files = facts.filter((f): f is Located<BindingsFact> => f.kind === "bindings" && f.source === "dotenv");
  const secret = files.flatMap((file) => {
    const first = file.entries.find(({ value }) => value.kind === "literal" && value.sealed.nature === "secret");
    const isSample = isSampleName(file.path.slice(file.path.lastIndexOf("/") + 1));
    return first && !isSample ? [{ path: file.path, at: { path: file.path, span: first.span } }] : [];
  });
  return facts
    .flatMap((fact) => (fact.kind === "image-copies" ? copiesOf(fact, secret, facts) : []))
    .sort((a, b) => comparePlaces(a.at, b.at) || comparePlaces(a.fileAt, b.fileAt));
}

/** Whether every image that could hold a file is built without it. */
export function hiddenFromImages(facts: readonly Located<Fact>[]): (path: string) => boolean {
  const lists = facts.flatMap((fact) => {
    if (fact.kind !== "image-copies") return [];
    const folder = directoryOf(fact.path);
    return [{ inside: folder === "" ? "" : `${folder}/`, hidden: hiddenFrom(fact.path, facts) }];
  });
  return (path) => {
    const around = lists.filter(({ inside }) => path.startsWith(inside));
    return around.length > 0 && around.every(({ hidden }) => hidden(path));
  };
}

interface SecretFile {
  readonly path: string;
  readonly at: Place;
}

function copiesOf(
  fact: Located<ImageCopiesFact>,
  files: readonly SecretFile[],
  facts: readonly Located<Fact>[],
): readonly ImageCopy[] {
  const folder = directoryOf(fact.path);
  const inside = folder === "" ? "" : `${folder}/`;
  const hidden = hiddenFrom(fact.path, facts);
  return files
    .filter(({ path }) => path.startsWith(inside) && !hidden(path))
    .flatMap(({ path, at: fileAt }): readonly ImageCopy[] => {
      const file = path.slice(inside.length);
      const copy = fact.copies.find(({ sources }) => sources.some((source) => takes(source, file)));
      if (!copy) return [];
      const named = copy.sources.some((source) => normal(source).includes(".env") && takes(source, file));
      return [{ at: { path: fact.path, span: copy.span }, file: path, fileAt, named }];
    });
}

/**
 * Which folder the image is built in, its own or the root, is up to the command that builds it. What lies in its own is
 * in both, and counts as hidden if the list of either hides it.
 */
function hiddenFrom(dockerfile: string, facts: readonly Located<Fact>[]): (path: string) => boolean {
  const own = directoryOf(dockerfile);
  const inside = own === "" ? "" : `${own}/`;
  const wanted = [`${dockerfile}.dockerignore`, `${inside}.dockerignore`, ".dockerignore"];
  const lists = facts.filter(
    (f): f is Located<IgnoredInImageFact> => f.kind === "ignored-in-image" && wanted.includes(f.path),
  );
  const rules = lists.map(({ path, patterns }) => {
    const from = path === ".dockerignore" ? "" : inside;
    return { from, list: ignore().add(patterns.map(rooted)) };
  });
  return (path) => rules.some(({ from, list }) => list.ignores(path.slice(from.length)));
}

/** Docker takes a pattern from the root of the folder, where git takes one without a slash at any depth. */
function rooted(pattern: string): string {
  const negated = pattern.startsWith("!");
  const bare = normal(negated ? pattern.slice(1) : pattern);
  return `${negated ? "!" : ""}${bare.startsWith("**") ? bare : `/${bare}`}`;
}

/** Whether copying this takes the file along. */
function takes(source: string, file: string): boolean {
  const wanted = normal(source);
  if (wanted === "" || wanted === ".") return true;
  if (file === wanted || file.startsWith(`${wanted}/`)) return true;
  if (!wanted.includes("*")) return false;
  const pattern = wanted.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join("[^/]*")}$`).test(file);
}

function normal(path: string): string {
  return path.replace(/^\.?\//, "").replace(/\/$/, "");
}
