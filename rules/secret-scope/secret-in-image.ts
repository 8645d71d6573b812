import { groupBy } from "../../src/model/group.ts";
import { locate } from "../../src/model/location.ts";
import { defineCheck, fail, notApplicable } from "../../src/model/rule.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "copied" | "taken-along";

/** SC-10: no file with secrets in it ends up in an image. */
export const secretInImage = defineCheck<FaultId>({
  id: "secret-scope/secret-in-image",
  asks: "Are files that hold secrets kept out of the images that are built?",
  references: references(
    "LLM02:2025",
    "ASI03",
    "NHI2:2025",
    "NHI6:2025",
    "MEASURE 2.7",
    "A.6.2.5",
    "AML.T0055",
    "Art. 15",
    "CWE-522",
    "CWE-312",
  ),
  faults: {
    copied: {
      says: "The Dockerfile copies {files} into the image.",
      because:
        "Everybody who can pull the image reads the secrets in it, and one image then belongs to one environment.",
      fix: "Hand the variables to the container when it starts, or mount them as build secrets.",
    },
    "taken-along": {
      says: "The Dockerfile copies its whole folder into the image, {files} with it: no .dockerignore leaves that out.",
      because: "Everybody who can pull the image reads the secrets in it.",
      fix: "List `.env*` in .dockerignore, and copy what the program needs.",
    },
  },
  judge({ secretScope }) {
    const groups = groupBy(secretScope.images, ({ at }) => `${at.path}:${at.span.startLine}`);
    if (groups.length === 0) return notApplicable("No image is built over a file of variables with secrets in it.");
    return fail(
      groups.flatMap((group) => {
        const [first] = group;
        if (!first) return [];
        return [
          {
            fault: first.named ? ("copied" as const) : ("taken-along" as const),
            subject: `${first.at.path}#${first.named ? first.file : "folder"}`,
            data: { files: listed(group.map(({ file }) => file)) },
            at: locate(first.at, "copy"),
            related: distinctLocations(group.map(({ fileAt, file }) => locate(fileAt, "secret", `in ${file}`))),
            environments: [],
            failurePath: null,
            contamination: [],
          },
        ];
      }),
    );
  },
});
