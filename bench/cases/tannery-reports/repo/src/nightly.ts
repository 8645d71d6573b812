import { writeReport } from "./agent.ts";

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
console.log(await writeReport(yesterday));
