import { classOf } from "../../model/environment.ts";

const keys = new Set([
  "environment",
  "env",
  "stage",
  "deploymentenvironment",
  "deploymentenvironmentname",
  "deploymentenv",
  "deployenv",
  "deployenvironment",
  "appenv",
  "appenvironment",
  "envtag",
  "envname",
  "environmenttag",
  "environmentname",
  "runtimeenv",
  "runtimeenvironment",
  "serviceenv",
  "serviceenvironment",
  "originenv",
  "originenvironment",
  "sourceenvironment",
  "processenvironment",
  "agentenvironment",
]);

/** Whether a field of this name says in which environment the record was made: `environment`, `deployment.environment.name`. */
export function isEnvironmentField(name: string): boolean {
  return keys.has(name.toLowerCase().replace(/[^a-z]/g, ""));
}

/** `stage` and `env` are also steps of a pipeline and languages of a page: a constant must then be an environment's name. */
export function isAmbiguousField(name: string, constant: string): boolean {
  return /^(stage|env)$/i.test(name) && classOf(constant) === "other";
}

/** Whether a field holds whom or which conversation an event belongs to, from which the environment might be looked up later. */
export function isSessionField(name: string): boolean {
  return /^(session|thread|conversation|chat|run)_?(id|key)?$/i.test(name);
}

/** Fields in which what describes the event itself is kept; `input`, `payload` and `body` hold what it is about. */
export function isDescriptiveField(name: string): boolean {
  return /^(meta(data)?|attributes|attrs|properties|props|tags|labels|context|contexts|detail|details|extra|fields|info|resource|dimensions|common|base|origin|source|entry|record|audit|event|activity)$/i.test(
    name,
  );
}
