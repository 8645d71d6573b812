import type { Held, ProgramEntry } from "../program-entry.ts";
import { asList, asMap } from "./provisions.ts";

const kubernetes: readonly Held[] = [
  { at: ["value_from", "secret_key_ref"], store: "kubernetes-secret", parts: ["name", "key"] },
  { at: ["value_from", "config_map_key_ref"], store: "kubernetes-config", parts: ["name", "key"] },
];

/** Workloads of Kubernetes, and the charts that make them. */
export const kubernetesPrograms: readonly ProgramEntry[] = [
  {
    type: /^kubernetes_(?:deployment|stateful_set|daemonset|daemon_set|job|cron_job|pod)(?:_v1)?$/,
    provisions: [
      ["spec", "template", "spec", "container", "env"],
      ["spec", "container", "env"],
      ["spec", "job_template", "spec", "template", "spec", "container", "env"],
    ].map((at) => asList(at, ...kubernetes)),
    names: [["metadata", "name"]],
  },
  {
    type: /^kubernetes_(?:secret|config_map)(?:_v1)?(?:_data)?$/,
    provisions: [asMap(["data"])],
    names: [["metadata", "name"]],
  },
  {
    type: /^helm_release$/,
    loose: true,
    provisions: [
      { as: "list", at: ["set"], name: "name", values: [{ at: ["value"] }] },
      { as: "list", at: ["set_sensitive"], name: "name", values: [{ at: ["value"] }] },
    ],
    names: [["name"], ["chart"]],
  },
];
