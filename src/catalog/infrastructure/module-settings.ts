/** Settings of a module that the repository does not hold which give variables to what it makes. */
export const variableSettings =
  /^(?:\w+_)?(?:env|envs|environment|env_?vars?|environment_?variables?|env_?map|app_?settings|container_environment|container_env(?:ironment)?|runtime_environment_variables|secrets|container_secrets|map_environment|map_secrets|secret_environment_variables)$/i;
