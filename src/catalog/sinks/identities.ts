import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Who may sign in. */
export const identities: readonly SinkEntry[] = [
  client(
    "auth0",
    [symbols("auth0", "ManagementClient")],
    [
      writes("users.create", "users.update", "users.delete", "create", "update", "delete"),
      reads("users.get", "users.getAll", "get", "getAll"),
    ],
    { url: at("0.domain"), credential: credential(at("0.clientSecret", "0.token")) },
  ),
  client(
    "clerk",
    [symbols(["@clerk/backend", "@clerk/express", "@clerk/nextjs/server"], "createClerkClient", "clerkClient")],
    [
      writes(
        "users.createUser",
        "users.updateUser",
        "users.deleteUser",
        "users.updateUserMetadata",
        "organizations.createOrganization",
        "organizations.deleteOrganization",
        "invitations.createInvitation",
      ),
      reads("users.getUser", "users.getUserList", "organizations.getOrganization"),
    ],
    {
      credential: credential(at("0.secretKey"), "CLERK_SECRET_KEY"),
    },
  ),
];
