import assert from "node:assert/strict";
import { reply } from "../src/agent.ts";

const said = await reply("eval-caller", "My pears drop in June. What should I do?");
assert.match(String(said), /thin/i);
