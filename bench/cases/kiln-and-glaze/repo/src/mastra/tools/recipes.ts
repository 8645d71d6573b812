import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { note } from "../audit";
import { findRecipes, keepRecipe } from "../recipes";

export const searchRecipes = createTool({
  id: "search-recipes",
  description: "Searches glaze recipes by what they should look like.",
  inputSchema: z.object({ wish: z.string() }),
  execute: async ({ wish }) => {
    note("retrieval", "search-recipes", { wish });
    return findRecipes(wish);
  },
});

export const saveRecipe = createTool({
  id: "save-recipe",
  description: "Saves a glaze recipe that was fired with success.",
  inputSchema: z.object({ name: z.string(), text: z.string() }),
  execute: async ({ name, text }) => {
    note("store-write", "save-recipe", { name });
    await keepRecipe(name, text);
    return { saved: name };
  },
});
