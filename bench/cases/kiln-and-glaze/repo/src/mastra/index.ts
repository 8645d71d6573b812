import { openai } from "@ai-sdk/openai";
import { Mastra } from "@mastra/core";
import { Agent } from "@mastra/core/agent";
import { memory } from "./memory";
import { orderMaterials } from "./tools/materials";
import { saveRecipe, searchRecipes } from "./tools/recipes";

export const glazer = new Agent({
  id: "glazer",
  name: "Glazer",
  instructions: "You help potters to find and mix glazes.",
  model: openai("gpt-5-mini"),
  tools: { searchRecipes, saveRecipe, orderMaterials },
  memory,
});

export const mastra = new Mastra({ agents: { glazer } });
