import { at, container, credential, host, name, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

export const firestore: StoreEntry = {
  provider: "firestore",
  kind: "database",
  label: "Firestore database",
  opens: [
    {
      ...symbols(["@google-cloud/firestore", "firebase-admin/firestore"], "Firestore", "default"),
      levels: [
        host(at("0.projectId"), { implicit: ["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"] }),
        name(at("0.databaseId"), { otherwise: "(default)" }),
      ],
      credential: credential(at("0.credentials", "0.keyFilename"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
    {
      ...symbols(["firebase-admin", "firebase-admin/app"], "initializeApp", "default.initializeApp"),
      levels: [host(at("0.projectId", "0.databaseURL"), { implicit: ["GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT"] })],
      credential: credential(at("0.credential", "0.credential.0"), "GOOGLE_APPLICATION_CREDENTIALS"),
    },
    {
      ...symbols(["firebase/app"], "initializeApp"),
      levels: [host(at("0.projectId"))],
    },
    {
      ...symbols(
        [
          "firebase-admin",
          "firebase-admin/firestore",
          "firebase-admin/database",
          "firebase/firestore",
          "firebase/firestore/lite",
          "firebase/database",
        ],
        "getFirestore",
        "initializeFirestore",
        "firestore",
        "getDatabase",
        "database",
      ),
      levels: [name(at("1"))],
      wraps: at("0"),
      ambient: true,
    },
  ],
  narrows: [
    { methods: ["collection"], levels: [container(at("0"))] },
    { methods: ["collectionGroup"], levels: [container(at("0"))] },
    { methods: ["doc", "ref", "child", "where", "orderBy", "limit", "batch", "bulkWriter"], levels: [] },
  ],
  hands: ["runTransaction"],
  operations: [
    { methods: ["get", "getAll", "findNearest", "onSnapshot", "once", "count", "listDocuments"], effect: "read" },
    {
      methods: ["add", "set", "create", "update", "delete", "recursiveDelete", "push", "remove", "commit"],
      effect: "write",
    },
  ],
  limitsContainers: false,
  isContext: false,
};
