import assert from "node:assert/strict";
import { answer } from "../src/agent.ts";

assert.match(await answer("eval-skipper", "May I cross the bar at low water?"), /no/i);
