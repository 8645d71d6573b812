// Loads a TypeScript module of the project as it stands, so that no script depends on an old build.
import { createViteServer } from "vitest/node";

export async function withSource(path, use) {
  const server = await createViteServer({
    configFile: false,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await use(await server.ssrLoadModule(`/${path}`));
  } finally {
    await server.close();
  }
}
