import { classOf, type EnvironmentClass } from "../../model/environment.ts";

/** Command lines that put something into an environment: the words that must stand in order, and what must not be there. */
const deployments: readonly { readonly command: RegExp; readonly unless?: RegExp }[] = [
  {
    command: /^wrangler (.* )?(deploy|publish|rollback|versions deploy|pages deploy|versions upload)\b/,
    unless: /--dry-run/,
  },
  {
    command:
      /^vercel (?!env|link|pull|build|login|whoami|inspect|ls|list|logs|dev|domains|teams|switch|certs|secrets|--version|help).*(deploy\b|--prod\b|--prebuilt|promote\b|rollback\b|redeploy\b|alias\b)|^vercel( --(?!version|help)\S+)*$/,
  },
  { command: /^(fly|flyctl) (deploy|machines? (run|update))\b/ },
  { command: /^kubectl (.* )?(apply|set image|rollout restart|replace|create|patch)\b/, unless: /--dry-run(?!=none)/ },
  { command: /^kustomize .*apply\b/ },
  { command: /^(helm|helmfile) (.* )?(upgrade|install|apply|sync)\b/, unless: /--dry-run|plugin install/ },
  { command: /^(terraform|tofu|terragrunt) (.* )?(apply|run-all apply)\b/ },
  { command: /^(terraform|tofu)\S*\.sh (.* )?apply\b/ },
  { command: /^(serverless|sls|osls) (.* )?deploy\b/ },
  {
    command:
      /^(sst|cdk|cdktf|amplify|copilot|azd|alchemy|pulumi|encore|arc|trigger\.dev|@trigger\.dev\/cli|inngest|eas|deployctl|genezio|modal|convex|mastra|netlify|firebase|heroku|render|porter|northflank|koyeb|defang|kamal|shuttle|wasp) (.* )?(deploy|up|apply|redeploy)\b/,
  },
  { command: /^(railway|@railway\/cli) (up|redeploy|deploy)\b/ },
  { command: /^(supabase functions|copilot svc) deploy\b/ },
  { command: /^firebase (.* )?hosting:channel:deploy\b/ },
  { command: /^heroku (.* )?(container:release|releases:rollback)\b/ },
  { command: /^git push (heroku|dokku|\S*(prod|staging|deploy)\S*)\b/ },
  {
    command:
      /^gcloud (.* )?(run (deploy|services (update|replace)|jobs (deploy|update))|functions deploy|app deploy|builds submit|deploy releases create)\b/,
  },
  {
    command:
      /^aws (.* )?(ecs (update-service|run-task|register-task-definition)|lambda (update-function-code|publish-version|update-alias)|cloudformation (deploy|update-stack|create-stack)|deploy create-deployment|elasticbeanstalk update-environment|apprunner start-deployment|amplify start-job|s3 sync)\b/,
  },
  { command: /^sam (.* )?deploy\b/ },
  {
    command:
      /^az (.* )?(containerapp (update|up|create)|webapp (deploy|up)|functionapp deploy\S*|deployment \S+ create|staticwebapp \S*deploy\S*)\b/,
  },
  { command: /^argocd app (sync|set)\b/ },
  { command: /^doctl apps (update|create-deployment)\b/ },
  { command: /^docker (-\S+ ((?!-|stack\b)\S+ )?)*stack deploy\b/ },
  { command: /^(ssh|rsync) .*(deploy|docker[ -]compose|pm2|systemctl)/ },
];

/** Whether a command changes what an environment runs. */
export function isDeployment(words: readonly string[]): boolean {
  const line = words.join(" ").slice(0, 2_000);
  return deployments.some(({ command, unless }) => command.test(line) && !unless?.test(line));
}

/**
 * Whether `docker compose up` puts something into an environment: on another machine, by a remote `DOCKER_HOST` or context;
 * or, on the runner's own, from files that are production's or staging's by name. From any other it starts what a test needs.
 */
export function isComposeDeployment(words: readonly string[], dockerHost: string): boolean {
  const line = words.join(" ").slice(0, 2_000);
  if (!/^(docker-compose|docker (?:\S+ )*?compose) (.* )?(up|restart|pull)\b/.test(line)) return false;
  return (
    /^(ssh|tcp):\/\//.test(dockerHost) ||
    /(^| )(-H[ =]?|--host[ =])(ssh|tcp):|(^| )(-c|--context)[ =]\S/.test(line) ||
    (/^docker\S* (?:compose )?.*\bup\b/.test(line) && settingsOf(line).some((file) => served.has(classOf(file))))
  );
}

const served: ReadonlySet<EnvironmentClass> = new Set(["production", "staging"]);

/** The names of the files that a start is given, without their folders. */
function settingsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^| )(?:--env-file|--file|-f)[ =](\S+)/g)].map(([, path = ""]) =>
    path.slice(path.lastIndexOf("/") + 1).replace(/\.ya?ml$/, ""),
  );
}
