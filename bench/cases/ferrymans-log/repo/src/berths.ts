import { config } from "./config.js";

export async function reserveBerth(vessel: string, night: string) {
  const response = await fetch(`${config.berths.url}/reservations`, {
    method: "POST",
    headers: { authorization: `Bearer ${config.berths.token}`, "content-type": "application/json" },
    body: JSON.stringify({ vessel, night }),
  });
  if (!response.ok) throw new Error(`no berth for ${vessel}`);
  return response.json();
}
