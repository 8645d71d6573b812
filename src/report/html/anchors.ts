/** Names of the places in the page that others link to. */
export const anchors = {
  signal: (number: number) => `signal-${number}`,
  control: (slug: string) => `control-${slug}`,
  check: (id: string) => `check-${id.replaceAll("/", "--")}`,
  finding: (fingerprint: string) => `finding-${fingerprint}`,
  framework: (name: string) => `framework-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
} as const;
