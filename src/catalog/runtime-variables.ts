/** Variables that the runtime of a cloud sets by itself: what a file leaves out is there all the same. */
const runtimes: Readonly<Record<string, RegExp>> = {
  serverless:
    /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:REGION|DEFAULT_REGION|EXECUTION_ENV|ACCESS_KEY|ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|XRAY_\w+|LAMBDA_\w+)|LAMBDA_(?:TASK_ROOT|RUNTIME_DIR)|LANG|PATH|TZ|NODE_PATH|NODE_OPTIONS|LD_LIBRARY_PATH|HOME|PWD|HOSTNAME)$/,
};

/** Whether the runtime that a block of this source configures has a value for the variable that no file says. */
export function isSetByRuntime(source: string, variable: string): boolean {
  return runtimes[source]?.test(variable) ?? false;
}
