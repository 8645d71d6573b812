import type { Env } from "./env";

export async function orderPlants(env: Env, species: string, count: number) {
  const response = await fetch(`${env.NURSERY_URL}/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${await env.NURSERY_TOKEN.get()}`, "content-type": "application/json" },
    body: JSON.stringify({ species, count }),
  });
  return response.json();
}
