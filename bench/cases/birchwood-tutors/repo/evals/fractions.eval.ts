import { evalite } from "evalite";
import { tutor } from "../src/server/tutor";

evalite("explains fractions", {
  data: [{ input: "What is a half of a third?", expected: "a sixth" }],
  task: async (input) => {
    const result = await tutor("eval", [{ id: "1", role: "user", parts: [{ type: "text", text: input }] }]);
    return await result.text;
  },
  scorers: [],
});
