import { ticketing } from "@lantern/settings";

interface Reservation {
  readonly visitor: string;
  readonly day: string;
  readonly count: number;
}

export async function reserveTickets(reservation: Reservation) {
  const response = await fetch(`${ticketing.url}/reservations`, {
    method: "POST",
    headers: { authorization: `Bearer ${ticketing.token}` },
    body: JSON.stringify(reservation),
  });
  return response.json();
}
