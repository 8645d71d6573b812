import { comparePlaces, compareText, placeText } from "../../../model/location.ts";
import type { Pipeline } from "../../../model/pipeline.ts";
import type { Stack } from "../../../model/stack.ts";
import { describeValue, listed } from "../../../model/wording.ts";
import { neutralise } from "../../neutralise.ts";
import { andMore, bounded, counted, heading, type Page, paragraph } from "../../terminal/page.ts";
import { besidePlaces } from "../../terminal/places.ts";
import { entry, entryPlaces } from "./entries.ts";

const jobsShown = 8;

/** The CI jobs that hold credentials, act as an environment or run code of the stack; the rest is counted. */
export function pipelinesSection(stack: Stack, page: Page): string[] {
  if (stack.pipelines.length === 0) return [];
  const sorted = [...stack.pipelines].sort((a, b) => rankOf(a) - rankOf(b) || comparePlaces(a.at, b.at));
  const telling = page.detail === "verbose" ? sorted : sorted.filter((job) => rankOf(job) < idle);
  const { shown, more } = bounded(page, telling, jobsShown);
  const rest = sorted.length - telling.length;
  return [
    heading(page, `CI jobs (${sorted.length})`),
    "",
    ...shown.flatMap((job) => jobLines(job, page)),
    ...andMore(page, more, 2),
    ...(rest === 0
      ? []
      : paragraph(
          page,
          `${counted(rest, "job")} without credentials, environment or code of the stack (--verbose)`,
          2,
        ).map(page.color.dim)),
  ];
}

const idle = 3;

/** What can write comes first, then what can act on an environment or knows a secret. */
function rankOf({ reaches, environment, actsAs, credentials }: Pipeline): number {
  if (reaches.some(({ writes }) => writes)) return 0;
  if (environment !== null || actsAs !== null) return 1;
  return credentials.length > 0 || reaches.length > 0 ? 2 : idle;
}

function jobLines(job: Pipeline, page: Page): string[] {
  const limit = page.detail === "verbose" ? Number.POSITIVE_INFINITY : 4;
  const names = (list: readonly { readonly name: string }[]) =>
    listed(
      list.map(({ name }) => name),
      limit,
    );
  const writes = job.reaches.filter(({ writes: does }) => does);
  const reads = job.reaches.filter(({ writes: does }) => !does);
  const head = [
    listed(job.roles, limit),
    ...(job.environment === null ? [] : [`environment ${job.environment.name}`]),
    ...(job.actsAs === null || job.actsAs === job.environment?.name ? [] : [`acts as ${job.actsAs}`]),
    ...(job.triggers.length === 0 ? [] : [`on ${listed(job.triggers, limit)}`]),
  ];
  const facts = [
    ...(job.credentials.length === 0
      ? []
      : [`handed ${listed(job.credentials.map(({ variable }) => variable).sort(compareText), limit)}`]),
    ...(writes.length === 0 ? [] : [`writes through ${names(writes)}`]),
    ...(reads.length === 0 || writes.length > 0 ? [] : [`reads through ${names(reads)}`]),
    ...(job.ephemeral.length === 0
      ? []
      : [
          `with ${listed(
            job.ephemeral.map(({ what }) => what),
            limit,
          )}`,
        ]),
    ...job.opaque.slice(0, 1).map(({ reason }) => `not followed: ${reason}`),
  ];
  return [
    ...entry(page, `${job.workflow}/${job.job}`, head.join("; "), 2),
    ...facts.flatMap((fact) => paragraph(page, fact, 4)),
    ...entryPlaces(page, [job.at], 4),
    ...(page.detail === "verbose" ? credentialLines(job, page) : []),
  ];
}

function credentialLines({ credentials }: Pipeline, page: Page): string[] {
  const sorted = [...credentials].sort((a, b) => comparePlaces(a.at, b.at) || compareText(a.variable, b.variable));
  return besidePlaces(
    page,
    sorted.map(({ variable, value, at }) => ({
      lead: "",
      place: neutralise(placeText(at)),
      what: `${variable}: ${describeValue(value)}`,
    })),
    6,
  );
}
