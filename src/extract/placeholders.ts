/** Passwords that everyone knows: they protect nothing, so that sharing them says nothing. */
const knownPasswords = new Set([
  ...["password", "passw0rd", "pass", "pw", "secret", "postgres", "root", "admin", "user", "username", "guest"],
  ...["test", "testing", "example", "mysql", "redis", "mongo", "mongodb", "minio", "minioadmin", "rabbitmq", "dev"],
  ...["local", "localdev", "development", "docker", "token", "key", "apikey", "api_key", "none", "null", "undefined"],
  ...["123456", "1234567", "12345678", "123456789", "1234567890", "abc123", "abcdef", "password123", "supersecret"],
]);

/** Forms that are placeholders wherever they stand, also as a string in code that nothing names. */
const evident: readonly RegExp[] = [
  /^([a-z0-9])\1{5,}$/i,
  /^(?:sk|pk|rk|key|ghp|xox[a-z]|pcsk|gsk|hf)[-_].*(?:\.{3,}|…|x{4,}|\*{3,})$/i,
  /^(?:please[-_ ])?change[-_ ]?(?:me|this)$/i,
  /^replace[-_ ]?(?:me|with[-_ ].*)$/i,
  /^your[-_](?:[a-z0-9]+[-_]){0,4}(?:key|token|secret|password|id|url|account|project|value|here)s?(?:[-_]here)?$/i,
  /^(?=\S*[\d_-])\S{4,}(?:\.{3}|…)$/,
  /^<(?:your|my|the|insert|replace|api)[^<>]*>$/i,
];

/** Forms that are placeholders as the value of a variable, though a program may mean them. */
const asValue: readonly RegExp[] = [
  /^([^a-z0-9]|x|0)\1{2,}$/i,
  /^<+[^<>]*>+$/,
  /^\[[a-z][\w -]*\]$/i,
  /^\{\{.*\}\}$/s,
  /^__.*__$/,
  /^%[\w.-]+%$/,
  /(?:\.{3,}|…|x{4,}|\*{3,})$/i,
  /^(?:.*[^a-z0-9])?x{3,}(?:[^a-z0-9].*)?$/i,
  /(?:^|[^a-z])change[-_ ]?(?:me|this|it)(?:[^a-z]|$)/i,
  /(?:^|[^a-z])replace[-_ ]?(?:me|with|this|in|by)(?:[^a-z]|$)/i,
  /^(?:todo|tbd|fixme|placeholder|redacted|removed|masked)$/i,
  /(?:^|[^a-z])(?:place[-_ ]?holder|fill[-_ ]?(?:me|in|this)|insert[-_ ](?:your|here|key|token)|put[-_ ]your)/i,
  /(?:^|[^a-z])your[-_ ]?(?:own[-_ ]?)?(?:[a-z0-9]+[-_ ]){0,4}(?:key|token|secret|password|pass|id|url|here|account|project|value)s?(?:[^a-z]|$)/i,
  /^your[-_ ]/i,
];

/** Forms that are placeholders where a secret is expected; elsewhere `test` and `docs-test` are names like others. */
const asCredential: readonly RegExp[] = [
  /^(?:n\/?a|none|null|undefined|unset|nil|hidden|filtered)$/i,
  /[-_ ]here$/i,
  /^my[-_ ](?:[a-z0-9]+[-_ ]){0,4}(?:key|token|secret|password|pass|value)s?$/i,
  /^(?:sk-|pk-|key-|sk_(?:test|live)_)?(?:test|dummy|fake|mock|sample|example|unused|not[-_ ]?(?:needed|used|a[-_ ]?real)|invalid|foo|bar|foobar|ci)(?:[-_ ]?(?:api|access|auth|openai|anthropic|stripe))?(?:[-_ ]?(?:key|token|secret|password|value|placeholder|only|\d{1,4}(?!\d)))*(?:[-_ ]for[-_ ].*)?$/i,
  /(?:^|[^a-z])(?:dummy|fake|not[-_]a[-_]real)(?:[^a-z]|$)/i,
  // Words only, and one of them says that it is made up: `test-cookie-secret-at-least-32-chars`.
  /^(?=(?:.*[-_ ])?(?:test|testing|mock|example|sample)(?:[-_ ]|$))(?:[a-z]{1,14}\d{0,2}|\d{1,4})(?:[-_ ](?:[a-z]{1,14}\d{0,2}|\d{1,4})){1,12}$/i,
];

/** What is known of the place where a text stands: nothing, that it is a variable's value, or that it is to be a secret. */
export type Expected = "anything" | "value" | "credential";

/** Whether the text stands for a value instead of being one: `changeme`, `<token>`, `sk-...`, `your-api-key`. */
export function isPlaceholder(text: string, expected: Expected): boolean {
  if (text.length > 200) return false;
  const matches = (form: RegExp): boolean => form.test(text);
  if (evident.some(matches) || /[A-Z0-9/]EXAMPLE(?:KEY)?$/.test(text)) return true;
  return (
    (expected !== "anything" && asValue.some(matches)) || (expected === "credential" && asCredential.some(matches))
  );
}

/** Whether the text is a password that everyone knows, as local containers have. */
export function isKnownPassword(text: string): boolean {
  return knownPasswords.has(text.toLowerCase());
}

/** A host that stands for one: `your-project.supabase.co`, `<host>`, `HOST`. */
export function isPlaceholderHost(host: string): boolean {
  return /^your[-_.]?(?:[a-z]+[-_.]|$)|[<>{}]|\[[a-z-]+\]|^(?:host|hostname|server)(?::|$)|xxx/i.test(host);
}
