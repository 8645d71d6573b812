/** Services that a pipeline deploys to, caches with and reports to. */
const services =
  "GITHUB|GH|RAILWAY|VERCEL|TURBO|NX|CLOUDFLARE|FLY|NPM|NODE_AUTH|DOCKER|CODECOV|SENTRY|TRIGGER|PULUMI|HEROKU|NETLIFY|RENDER|EXPO|SST|CHROMATIC|SONAR|SNYK|SSH|DEPLOY";

const pipelines = new RegExp(`^(${services})_`);

/** Whether a variable is named after the pipeline's own services: what deploys is no credential of the agent (CONTROLS §5.1.1). */
export function isNamedForPipeline(variable: string): boolean {
  return pipelines.test(variable);
}
