import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Mail that a service sends. */
export const mail: readonly SinkEntry[] = [
  client(
    "resend",
    [symbols("resend", "Resend")],
    [
      writes(
        "emails.send",
        "emails.create",
        "batch.send",
        "batch.create",
        "emails.update",
        "emails.cancel",
        "contacts.create",
        "contacts.update",
        "contacts.remove",
        "broadcasts.create",
        "broadcasts.send",
      ),
      reads("emails.get", "emails.list", "contacts.list", "contacts.get"),
    ],
    {
      credential: credential(at("0"), "RESEND_API_KEY"),
    },
  ),
  {
    operation: "sendgrid send",
    provider: "sendgrid",
    kind: "external-write",
    calls: [symbols("@sendgrid/mail", "send", "sendMultiple")],
  },
  client("sendgrid", [symbols(["@sendgrid/mail", "@sendgrid/client"], "setApiKey")], [], {
    credential: credential(at("0")),
  }),
  client(
    "sendgrid",
    [symbols(["@sendgrid/mail", "@sendgrid/client"], "MailService", "Client")],
    [writes("send", "sendMultiple", "request")],
  ),
  {
    operation: "sendgrid request",
    provider: "sendgrid",
    kind: "external-write",
    calls: [symbols("@sendgrid/client", "request")],
    httpMethod: at("0.method"),
  },
  client("smtp", [symbols("nodemailer", "createTransport")], [writes("sendMail")], {
    url: at("0", "0.host", "0.url"),
    credential: credential(at("0.auth.pass", "0.auth.accessToken", "0.auth.refreshToken")),
  }),
  client(
    "postmark",
    [symbols("postmark", "ServerClient", "Client", "AccountClient")],
    [
      writes(
        "sendEmail",
        "sendEmailBatch",
        "sendEmailWithTemplate",
        "sendEmailBatchWithTemplates",
        "deleteTemplate",
        "createTemplate",
      ),
      reads("getOutboundMessages", "getBounces"),
    ],
    {
      credential: credential(at("0")),
    },
  ),
  client("mailgun", [symbols("mailgun.js", "default", "Mailgun")], [writes("messages.create")]),
  client(
    "mailchimp",
    [symbols("@mailchimp/mailchimp_transactional", "default")],
    [writes("messages.send", "messages.sendTemplate")],
    { credential: credential(at("0")) },
  ),
  client(
    "loops",
    [symbols("loops", "LoopsClient")],
    [writes("sendTransactionalEmail", "sendEvent", "createContact", "updateContact", "deleteContact")],
    { credential: credential(at("0")) },
  ),
  client("plunk", [symbols("@plunk/node", "default")], [writes("emails.send", "events.track")], {
    credential: credential(at("0")),
  }),
  {
    operation: "SES send",
    provider: "ses",
    kind: "external-write",
    calls: [
      symbols(
        ["@aws-sdk/client-ses", "@aws-sdk/client-sesv2"],
        "SendEmailCommand",
        "SendRawEmailCommand",
        "SendTemplatedEmailCommand",
        "SendBulkTemplatedEmailCommand",
        "SendBulkEmailCommand",
      ),
    ],
  },
  client(
    "ses",
    [symbols(["@aws-sdk/client-ses", "@aws-sdk/client-sesv2"], "SES", "SESv2")],
    [writes("sendEmail", "sendRawEmail", "sendTemplatedEmail")],
  ),
];
