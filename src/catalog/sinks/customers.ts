import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Where customers, orders and their questions are kept. */
export const customers: readonly SinkEntry[] = [
  client(
    "hubspot",
    [symbols("@hubspot/api-client", "Client")],
    [
      writes(
        "basicApi.create",
        "basicApi.update",
        "basicApi.archive",
        "batchApi.create",
        "batchApi.update",
        "batchApi.archive",
        "batchApi.upsert",
        "coreApi.create",
        "apiRequest",
      ),
      reads("basicApi.getById", "basicApi.getPage", "batchApi.read", "searchApi.doSearch", "ownersApi.getPage"),
    ],
    { credential: credential(at("0.accessToken", "0.developerApiKey")) },
  ),
  client(
    "salesforce",
    [
      symbols(
        ["jsforce", "jsforce/*", "@jsforce/jsforce-node", "@salesforce/core"],
        "Connection",
        "default.Connection",
        "Connection.create",
      ),
    ],
    [
      writes(
        "create",
        "insert",
        "update",
        "upsert",
        "del",
        "delete",
        "destroy",
        "bulk.load",
        "requestPost",
        "requestPatch",
        "requestDelete",
      ),
      reads("query", "queryMore", "search", "retrieve", "find", "findOne", "describe", "describeGlobal", "requestGet"),
    ],
    { url: at("0.loginUrl", "0.instanceUrl"), credential: credential(at("0.accessToken", "0.oauth2.clientSecret")) },
  ),
  client(
    "shopify",
    [symbols(["@shopify/shopify-api"], "shopifyApi", "shopify.clients.Graphql", "shopify.clients.Rest")],
    [writes("post", "put", "delete", "request", "query"), reads("get")],
    { credential: credential(at("0.apiSecretKey", "0.adminApiAccessToken")) },
  ),
  client(
    "shopify",
    [
      symbols(
        ["@shopify/admin-api-client", "@shopify/storefront-api-client", "@shopify/graphql-client"],
        "createAdminApiClient",
        "createAdminRestApiClient",
        "createStorefrontApiClient",
        "createGraphQLClient",
      ),
    ],
    [writes("request", "fetch", "post", "put", "delete"), reads("get")],
    {
      url: at("0.storeDomain", "0.url"),
      credential: credential(at("0.accessToken", "0.privateAccessToken")),
    },
  ),
  client(
    "zendesk",
    [symbols("node-zendesk", "createClient")],
    [
      writes(
        "tickets.create",
        "tickets.update",
        "tickets.delete",
        "users.create",
        "users.update",
        "tickets.createMany",
        "tickets.updateMany",
      ),
      reads("tickets.show", "tickets.list", "search.query", "users.show", "tickets.getComments"),
    ],
    {
      url: at("0.remoteUri", "0.subdomain", "0.endpointUri"),
      credential: credential(at("0.token", "0.password")),
    },
  ),
  client(
    "intercom",
    [symbols("intercom-client", "IntercomClient", "Client")],
    [writes("create", "update", "reply", "delete", "manage"), reads("find", "list", "search", "get")],
    { credential: credential(at("0.token", "0.tokenAuth.token"), "INTERCOM_API_KEY") },
  ),
];
