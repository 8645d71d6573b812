import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";
import { client, reads, writes } from "./entry.ts";

/** Events, messages between programs, and jobs that are run later. */
export const queues: readonly SinkEntry[] = [
  {
    operation: "SNS publish",
    provider: "sns",
    kind: "external-write",
    calls: [symbols("@aws-sdk/client-sns", "PublishCommand", "PublishBatchCommand")],
  },
  {
    operation: "SQS send",
    provider: "sqs",
    kind: "external-write",
    calls: [
      symbols(
        "@aws-sdk/client-sqs",
        "SendMessageCommand",
        "SendMessageBatchCommand",
        "DeleteMessageCommand",
        "PurgeQueueCommand",
      ),
    ],
    url: at("0.QueueUrl"),
  },
  {
    operation: "EventBridge put",
    provider: "eventbridge",
    kind: "external-write",
    calls: [symbols("@aws-sdk/client-eventbridge", "PutEventsCommand")],
  },
  {
    operation: "Kinesis put",
    provider: "kinesis",
    kind: "external-write",
    calls: [
      symbols(
        ["@aws-sdk/client-kinesis", "@aws-sdk/client-firehose"],
        "PutRecordCommand",
        "PutRecordsCommand",
        "PutRecordBatchCommand",
      ),
    ],
  },
  {
    operation: "Lambda invoke",
    provider: "lambda",
    kind: "external-write",
    calls: [symbols("@aws-sdk/client-lambda", "InvokeCommand", "InvokeWithResponseStreamCommand")],
  },
  {
    operation: "Step Functions start",
    provider: "step-functions",
    kind: "external-write",
    calls: [
      symbols("@aws-sdk/client-sfn", "StartExecutionCommand", "StartSyncExecutionCommand", "SendTaskSuccessCommand"),
    ],
  },
  client(
    "sqs",
    [symbols("@aws-sdk/client-sqs", "SQS"), symbols("sqs-producer", "Producer.create")],
    [writes("sendMessage", "sendMessageBatch", "send")],
    { url: at("0.queueUrl") },
  ),
  client("sns", [symbols("@aws-sdk/client-sns", "SNS")], [writes("publish")]),
  client(
    "kafka",
    [symbols(["kafkajs", "@confluentinc/kafka-javascript"], "Kafka", "KafkaJS.Kafka")],
    [writes("send", "sendBatch")],
    { url: at("0.brokers.0", "0.brokers"), credential: credential(at("0.sasl.password")) },
  ),
  client("kafka", [symbols("node-rdkafka", "Producer", "HighLevelProducer")], [writes("produce")], {
    url: at("0.metadata.broker.list"),
  }),
  client("kafka", [symbols("@upstash/kafka", "Kafka")], [writes("produce", "produceMany")], {
    url: at("0.url"),
    credential: credential(at("0.password")),
  }),
  client(
    "bullmq",
    [symbols(["bullmq", "bull", "@taskforcesh/bullmq-pro"], "Queue", "default", "FlowProducer", "QueuePro")],
    [
      writes("add", "addBulk", "upsertJobScheduler", "obliterate", "drain", "clean", "remove"),
      reads("getJob", "getJobs", "getJobCounts"),
    ],
    {
      url: at("1.connection", "1.connection.url", "1.connection.host", "1.redis", "1"),
    },
  ),
  client("pubsub", [symbols("@google-cloud/pubsub", "PubSub")], [writes("publishMessage", "publish", "publishJSON")], {
    credential: credential(at("0.credentials", "0.keyFilename"), "GOOGLE_APPLICATION_CREDENTIALS"),
  }),
  client(
    "cloud-tasks",
    [symbols("@google-cloud/tasks", "CloudTasksClient")],
    [writes("createTask", "deleteTask", "purgeQueue")],
  ),
  client(
    "service-bus",
    [symbols("@azure/service-bus", "ServiceBusClient")],
    [writes("sendMessages", "scheduleMessages")],
    { url: at("0"), credential: credential(at("1", "0")) },
  ),
  client("event-hubs", [symbols("@azure/event-hubs", "EventHubProducerClient")], [writes("sendBatch")], {
    url: at("0"),
  }),
  client(
    "amqp",
    [symbols(["amqplib", "amqplib/callback_api", "amqp-connection-manager"], "connect")],
    [writes("publish", "sendToQueue")],
    { url: at("0", "0.hostname") },
  ),
  client(
    "nats",
    [symbols(["nats", "@nats-io/transport-node"], "connect")],
    [writes("publish", "request"), reads("subscribe")],
    { url: at("0.servers", "0.servers.0"), credential: credential(at("0.token", "0.pass")) },
  ),
  client("mqtt", [symbols("mqtt", "connect", "connectAsync")], [writes("publish", "publishAsync")], {
    url: at("0"),
    credential: credential(at("1.password")),
  }),
  client("inngest", [symbols(["inngest", "inngest/*"], "Inngest")], [writes("send", "sendSignal")], {
    credential: credential(at("0.eventKey"), "INNGEST_EVENT_KEY"),
  }),
  client(
    "qstash",
    [symbols("@upstash/qstash", "Client")],
    [
      writes(
        "publish",
        "publishJSON",
        "batch",
        "batchJSON",
        "enqueue",
        "enqueueJSON",
        "schedules.create",
        "schedules.delete",
      ),
    ],
    { url: at("0.baseUrl"), credential: credential(at("0.token"), "QSTASH_TOKEN") },
  ),
  client("upstash-workflow", [symbols("@upstash/workflow", "Client")], [writes("trigger", "cancel", "notify")], {
    credential: credential(at("0.token"), "QSTASH_TOKEN"),
  }),
  {
    operation: "trigger.dev trigger",
    provider: "trigger.dev",
    kind: "external-write",
    calls: [
      symbols(
        ["@trigger.dev/sdk", "@trigger.dev/sdk/v3"],
        "tasks.trigger",
        "tasks.batchTrigger",
        "tasks.triggerAndWait",
        "tasks.triggerAndPoll",
        "schedules.create",
        "runs.cancel",
        "runs.replay",
      ),
    ],
    credential: credential([], "TRIGGER_SECRET_KEY"),
  },
  client(
    "temporal",
    [symbols("@temporalio/client", "Client", "WorkflowClient")],
    [
      writes(
        "workflow.start",
        "workflow.execute",
        "workflow.signalWithStart",
        "signal",
        "terminate",
        "cancel",
        "start",
        "execute",
      ),
      reads("query", "describe", "result"),
    ],
    { credential: credential(at("0.connection")) },
  ),
  client(
    "agenda",
    [symbols(["agenda", "@hokify/agenda"], "Agenda", "default")],
    [writes("now", "schedule", "every", "cancel")],
    { url: at("0.db.address") },
  ),
  client(
    "pg-boss",
    [symbols("pg-boss", "default", "PgBoss")],
    [writes("send", "insert", "schedule", "publish", "sendAfter")],
    { url: at("0", "0.connectionString", "0.host") },
  ),
  client("svix", [symbols("svix", "Svix")], [writes("message.create", "endpoint.create", "application.create")], {
    credential: credential(at("0")),
  }),
];
