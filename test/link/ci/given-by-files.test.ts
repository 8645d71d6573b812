import { describe, expect, it } from "vitest";
import { boundIn, jobsOf, running } from "./repository.ts";

const files = {
  "package.json": { name: "desk", scripts: { eval: "tsx evals/run.ts" } },
  "compose.yaml": "services:\n  desk:\n    build: .\n    environment:\n      INDEX: docs\n      REGION: eu\n",
  "compose.production.yaml":
    "services:\n  desk:\n    env_file: env/production.env\n    environment:\n      INDEX: live\n      TOKEN: ${TOKEN}\n      OTHER: ${OTHER:-plain}\n      GONE: ${GONE}\n      CACHE: redis://cache:6379\n  cache:\n    image: redis:8\n",
  "env/production.env": "STORE=https://store.example.net\nINDEX=of the file\n",
};

function given(script: string, env = ""): Readonly<Record<string, string>> {
  const workflow = running(script, `env:\n  INDEX: local\n  TOKEN: t\n${env}`);
  return boundIn(jobsOf({ ...files, ".github/workflows/evals.yml": workflow })[0]);
}

describe("a test in a container of compose", () => {
  it("has what the files give to its service, the later ones over the earlier", () => {
    const both = "docker compose -f compose.yaml -f compose.production.yaml run --rm desk npm run eval";
    expect(given(both)).toEqual({
      INDEX: "live",
      REGION: "eu",
      TOKEN: expect.anything(),
      OTHER: "plain",
      STORE: "https://store.example.net",
    });
  });

  it("has what the plain files give where none is named", () => {
    expect(given("docker compose run --rm desk npm run eval")).toMatchObject({ INDEX: "docs" });
    expect(given("docker compose run --rm desk npm run eval")).not.toHaveProperty("STORE");
  });

  it("is started from the files that a variable names", () => {
    const named = "export COMPOSE_FILE=compose.yaml:compose.production.yaml\ndocker compose exec desk npm run eval";
    expect(given(named)).toMatchObject({ INDEX: "live", STORE: "https://store.example.net" });
  });

  it("leaves the job's own variables to a test outside", () => {
    expect(given("docker compose run desk npm run eval\nnpm run eval").INDEX).toBe("local");
  });

  it("brings its neighbours along", () => {
    const script = "docker compose -f compose.production.yaml run desk npm run eval";
    const [job] = jobsOf({ ...files, ".github/workflows/evals.yml": running(script) });
    expect(job?.services.map(({ image }) => image)).toEqual(["redis:8"]);
  });

  it("is as before for services that no file has", () => {
    expect(given("docker compose run other npm run eval").INDEX).toBe("local");
  });
});
