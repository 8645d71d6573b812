import { tutor } from "~/server/tutor";

export async function POST(request: Request) {
  const { pupil, messages } = await request.json();
  const result = await tutor(pupil, messages);
  return result.toUIMessageStreamResponse();
}
