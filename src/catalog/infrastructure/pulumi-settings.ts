/** Namespaces of providers, whose settings keep their namespace; those of the project itself are asked for with one or without. */
const providers =
  /^(?:aws|aws-native|awsx|azure|azure-native|azuread|gcp|google-native|kubernetes|cloudflare|digitalocean|docker|github|pulumi|vercel|random)$/;

/** What all settings of a stack are called by, among variables: no process has such a name. */
export const stackSettings = "pulumi:";

/** Under which name a setting of a stack is bound, and asked for. */
export function settingOfStack(namespace: string | null, key: string): string {
  return `${stackSettings}${namespace !== null && providers.test(namespace) ? `${namespace}:` : ""}${key}`;
}
