import config from "config";

export const environment = config.get<string>("environment");

export const collectionSettings = () => ({
  host: config.get<string>("collection.host"),
  token: config.get<string>("collection.token"),
});

export const visitsUrl = () => config.get<string>("visits.url");

export const anthropicKey = () => config.get<string>("anthropic.apiKey");

export const ticketing = {
  url: config.get<string>("ticketing.url"),
  token: config.get<string>("ticketing.token"),
};
