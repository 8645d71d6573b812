import { env } from "~/env";

export async function bookHour(pupil: string, start: string) {
  const response = await fetch(`${env.BOOKING_URL}/hours`, {
    method: "POST",
    headers: { authorization: `Bearer ${env.BOOKING_TOKEN}` },
    body: JSON.stringify({ pupil, start }),
  });
  return (await response.json()) as { confirmation: string };
}
