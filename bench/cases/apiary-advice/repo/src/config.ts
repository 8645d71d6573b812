export interface Config {
  readonly stage: string;
  readonly advice: { readonly url: string; readonly apiKey: string };
  readonly historyTable: string;
  readonly inspections: { readonly url: string; readonly key: string };
}

export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    stage: env.APIARY_STAGE!,
    advice: { url: env.ADVICE_URL!, apiKey: env.ADVICE_KEY! },
    historyTable: env.HISTORY_TABLE!,
    inspections: { url: env.INSPECTIONS_URL!, key: env.INSPECTIONS_KEY! },
  };
}

export const config = loadConfig();
