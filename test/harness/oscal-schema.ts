import { z } from "zod";

/**
 * OSCAL 1.2 assessment results as NIST's reference of the JSON format has them, as far as this project writes them: no
 * registry of packages carries the published schema. Strict: a field that is not listed here is one that nobody looked up.
 */
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
const line = z.string().regex(/^[^\n]+$/);
const text = z.string().regex(/^\S(.*\S)?$/);
const prose = z.string().min(1);
const moment = z.iso.datetime({ offset: true });
const list = <T extends z.ZodType>(one: T) => z.array(one).min(1);

const property = z.strictObject({ name: token, ns: z.url().optional(), value: text });
/** What has no namespace of its own must be a name that OSCAL knows there. */
const propertiesWith = (...known: readonly string[]) =>
  list(property.refine(({ name, ns }) => ns !== undefined || known.includes(name), "needs a namespace"));

const reference = z.string().regex(/^(#[0-9a-f-]{36}|[A-Za-z0-9\-._~/%]+(#L\d+)?)$/);
const origins = list(
  z.strictObject({
    actors: list(z.strictObject({ type: z.enum(["tool", "assessment-platform", "party"]), "actor-uuid": uuid })),
  }),
);
const observations = list(z.strictObject({ "observation-uuid": uuid }));

const observation = z.strictObject({
  uuid,
  title: line,
  description: prose,
  props: propertiesWith(),
  methods: list(z.enum(["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"])),
  types: list(z.enum(["ssp-statement-issue", "control-objective", "mitigation", "finding", "historic"])),
  origins,
  "relevant-evidence": list(z.strictObject({ href: reference.optional(), description: prose })).optional(),
  collected: moment,
  expires: moment.optional(),
  remarks: prose.optional(),
});

const risk = z.strictObject({
  uuid,
  title: line,
  description: prose,
  statement: prose,
  props: propertiesWith(),
  status: z.enum(["open", "investigating", "remediating", "deviation-requested", "deviation-approved", "closed"]),
  origins,
  deadline: moment.optional(),
  remediations: list(
    z.strictObject({
      uuid,
      lifecycle: z.enum(["recommendation", "planned", "completed"]),
      title: line,
      description: prose,
      props: propertiesWith("type").optional(),
    }),
  ),
  "related-observations": observations,
});

const finding = z.strictObject({
  uuid,
  title: line,
  description: prose,
  props: propertiesWith(),
  origins,
  target: z.strictObject({
    type: z.enum(["statement-id", "objective-id"]),
    "target-id": token,
    status: z.strictObject({
      state: z.enum(["satisfied", "not-satisfied"]),
      reason: z.enum(["pass", "fail", "other"]).optional(),
      remarks: prose.optional(),
    }),
  }),
  "related-observations": observations.optional(),
  "related-risks": list(z.strictObject({ "risk-uuid": uuid })).optional(),
  remarks: prose.optional(),
});

const result = z.strictObject({
  uuid,
  title: line,
  description: prose,
  start: moment,
  end: moment.optional(),
  props: propertiesWith(),
  "local-definitions": z.strictObject({
    "assessment-assets": z.strictObject({
      components: list(
        z.strictObject({
          uuid,
          type: text,
          title: line,
          description: prose,
          props: propertiesWith("version").optional(),
          status: z.strictObject({ state: z.enum(["under-development", "operational", "disposition", "other"]) }),
        }),
      ),
      "assessment-platforms": list(
        z.strictObject({ uuid, title: line, "uses-components": list(z.strictObject({ "component-uuid": uuid })) }),
      ),
    }),
  }),
  "reviewed-controls": z.strictObject({
    "control-selections": list(
      z.union([
        z.strictObject({ "include-controls": list(z.strictObject({ "control-id": token })) }),
        z.strictObject({ "include-all": z.strictObject({}) }),
      ]),
    ),
  }),
  "assessment-log": z
    .strictObject({ entries: list(z.strictObject({ uuid, title: line, description: prose, start: moment })) })
    .optional(),
  observations: list(observation).optional(),
  risks: list(risk).optional(),
  findings: list(finding).optional(),
});

export const oscalSchema = z.strictObject({
  "assessment-results": z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: line,
      "last-modified": moment,
      version: text,
      "oscal-version": z.string().regex(/^1\.2\.\d+$/),
      props: propertiesWith(),
    }),
    "import-ap": z.strictObject({ href: reference }),
    results: list(result),
    "back-matter": z.strictObject({
      resources: list(z.strictObject({ uuid, title: line, description: prose })),
    }),
  }),
});

export type OscalDocument = z.infer<typeof oscalSchema>;
