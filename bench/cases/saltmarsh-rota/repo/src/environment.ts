import "dotenv/config";

export type Environment = "production" | "staging" | "test";

export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`set ${name}`);
  return value;
}

export const environment = setting("ROTA_ENV") as Environment;
