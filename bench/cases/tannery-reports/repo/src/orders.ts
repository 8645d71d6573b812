import { options } from "./options.ts";

export async function orderChemical(name: string, litres: number) {
  const response = await fetch(`${options.ORDERS_URL}/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${options.ORDERS_TOKEN}` },
    body: JSON.stringify({ name, litres }),
  });
  return response.text();
}
